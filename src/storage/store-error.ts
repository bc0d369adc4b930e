import { UserError } from '../core/errors.ts';

/** The store cannot be opened or used; the message is one line that says what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** The database cannot be asked or written at this moment; the message is for the chat. What had to be kept was not. */
export class StoreAway extends UserError {
  override readonly name = 'StoreAway';

  /** What the database does, "does not answer (connection refused)", and what the reader may do. */
  constructor(does: string, remedy: string, cause: unknown) {
    super(`My database ${does}. Nothing was kept or changed: ${remedy}.`, { cause });
  }
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
