/** The command line that a filled-in form stands for: the command, and what was chosen or written with the words before it. */
export function writeLine(command, filledIn) {
  const words = filledIn.map(({ before = '', value = '' }) => (value.trim() === '' ? '' : `${before} ${value}`));
  return [command, ...words].join(' ').replace(/\s+/g, ' ').trim();
}
