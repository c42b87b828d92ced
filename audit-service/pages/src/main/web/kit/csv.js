/** Rows as a file (RFC 4180), made in the browser. A cell that a spreadsheet would take for a formula is none. */

/** @param {unknown} value */
function cell(value) {
  const text = value === null || value === undefined ? '' : String(value);
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/**
 * @param {string} name
 * @param {string[]} head
 * @param {unknown[][]} rows
 */
export function save(name, head, rows) {
  const text = [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
  // With a mark, or spreadsheets read Chinese in a code of their own.
  const address = URL.createObjectURL(new Blob(['\ufeff', text, '\r\n'], {type: 'text/csv;charset=utf-8'}));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
