/** What the server says of a value while it is typed. Null: it has not been asked. */
export type ServerCheck =
  | { state: 'checking' }
  | { state: 'passed'; text: string }
  | { state: 'warning'; text: string }
  | { state: 'refused'; text: string; remedy?: string | undefined }
  | null;
