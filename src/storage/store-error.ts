/** The store cannot be opened or used; the message is one line that says what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** A row that does not fit its table. */
export class UnreadableRow extends StoreError {
  readonly table: string;
  readonly id: string;

  constructor(message: string, row: { readonly table: string; readonly id: string; readonly cause: unknown }) {
    super(message, { cause: row.cause });
    this.table = row.table;
    this.id = row.id;
  }
}
