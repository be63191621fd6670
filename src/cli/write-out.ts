// Standard output, written in pieces as fast as it is read.

const PIECE_CHARACTERS = 1 << 16;

/** Writes all pieces, joined to larger ones, and waits where the reader is slow. */
export async function writeOut(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let piece = '';
  for await (const part of pieces) {
    piece += part;
    if (piece.length < PIECE_CHARACTERS) continue;
    await write(piece);
    piece = '';
  }
  if (piece !== '') await write(piece);
}

function write(text: string): Promise<void> {
  return new Promise((resolve) => {
    if (process.stdout.write(text)) resolve();
    else process.stdout.once('drain', resolve);
  });
}
