// The elements of a policy, each where the grammar has it, in the order in which policies are printed.
// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html ("Grammar of the IAM JSON policy language")
//          https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html (one page an element)

/** Elements of the document. */
export const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'] as const;

/** Elements of a statement. */
export const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const;

export type DocumentElement = (typeof DOCUMENT_ELEMENTS)[number];
export type StatementElement = (typeof STATEMENT_ELEMENTS)[number];

/** Keys of a Principal block: reference_policies_elements_principal.html; `*` is read as `AWS`. */
export const PRINCIPAL_KEYS = ['AWS', 'CanonicalUser', 'Federated', 'Service'] as const;
export type PrincipalKey = (typeof PRINCIPAL_KEYS)[number];

/**
 * Values of Version: reference_policies_elements_version.html. Without the element 2008-10-17 counts, and there
 * variables are plain text.
 */
export const VERSIONS = ['2008-10-17', '2012-10-17'] as const;
export const VERSION_WITH_VARIABLES = '2012-10-17';
