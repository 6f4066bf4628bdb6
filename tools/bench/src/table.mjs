/**
 * @typedef {{ name: string, value: number, unit: string, aim?: number | null, pass?: boolean | null }} Result peers and limits have no aim
 */

/**
 * @param {string} name
 * @param {number} value
 * @param {string} unit
 * @param {{ atLeast?: number, atMost?: number }} [aim]
 * @returns {Result}
 */
export function result(name, value, unit, { atLeast, atMost } = {}) {
  const rounded = value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
  if (atLeast !== undefined) return { name, value: rounded, unit, aim: atLeast, pass: value >= atLeast };
  if (atMost !== undefined) return { name, value: rounded, unit, aim: atMost, pass: value <= atMost };
  return { name, value: rounded, unit, aim: null, pass: null };
}

/** @param {string} bench @param {Result[]} results */
export function printTable(bench, results) {
  const rows = results.map(({ name, value, unit, aim, pass }) => [
    name,
    value.toLocaleString('en'),
    unit,
    aim === null || aim === undefined ? '' : aim.toLocaleString('en'),
    pass === true ? 'pass' : pass === false ? 'FAIL' : '',
  ]);
  const table = [[bench, 'value', 'unit', 'aim', ''], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) =>
          column === 1 || column === 3 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
        )
        .join('  '),
    );
}
