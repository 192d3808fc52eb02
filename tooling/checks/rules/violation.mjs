/**
 * @typedef {object} Violation
 * @property {string} file from the root of the repository
 * @property {number} line
 * @property {string} subject what was found there
 * @property {string} rule
 * @property {string} mend
 */

/** @param {Violation} violation */
export function format({ file, line, subject, rule, mend }) {
  return `${file}:${line}  ${subject}\n  rule: ${rule}\n  mend: ${mend}`;
}
