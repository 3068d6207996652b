// CSV as RFC 4180 has it: read into rows of cells, and written with CRLF.

/** The rows of a text, each a list of cells. */
export function parseCsv(text) {
  const rows = [[""]];
  let quoted = false;
  const cell = (more) => (rows.at(-1)[rows.at(-1).length - 1] += more);
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted && sign === '"' && text[at + 1] === '"') cell(text[at++]);
    else if (sign === '"') quoted = !quoted;
    else if (quoted) cell(sign);
    else if (sign === ",") rows.at(-1).push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") cell(sign);
  }
  return rows.filter((row) => row.length > 1 || row[0] !== "");
}

/** Rows as text, cells quoted where they must be. */
export function writeCsv(rows) {
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}
