/** A setting that is missing or wrong; the message names the variable and says what to do. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}
