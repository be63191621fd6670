// What `scan` answers.

/** A document without fault: the table is filled. */
export const TAKEN: i32 = 0;
/** Not valid, or rare: the plain scanner has to say. */
export const REFUSED: i32 = 1;
/** The text ends inside the document, or so close behind a value that it is not looked at. */
export const ENDED: i32 = 2;
/** The table has no room for what is there. */
export const FULL: i32 = 3;
