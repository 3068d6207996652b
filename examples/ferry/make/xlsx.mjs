// A workbook with one sheet of words, stored in a ZIP without dates.

import { crc32 } from "./crc.mjs";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const FORMAT = "http://schemas.openxmlformats.org";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

export function xlsx(sheet, rows) {
  return zip([
    ["[Content_Types].xml", contentTypes()],
    ["_rels/.rels", relations("officeDocument", "xl/workbook.xml")],
    ["xl/workbook.xml", workbook(sheet)],
    ["xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")],
    ["xl/worksheets/sheet1.xml", worksheet(rows)],
  ]);
}

function contentTypes() {
  const part = (name, kind) => `<Override PartName="/${name}" ContentType="${TYPES}.${kind}+xml"/>`;
  const plain = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>';
  const parts = part("xl/workbook.xml", "sheet.main") + part("xl/worksheets/sheet1.xml", "worksheet");
  return `${XML}<Types xmlns="${FORMAT}/package/2006/content-types">${plain}${parts}</Types>`;
}

function relations(kind, target) {
  const type = `${FORMAT}/officeDocument/2006/relationships/${kind}`;
  const relation = `<Relationship Id="rId1" Type="${type}" Target="${target}"/>`;
  return `${XML}<Relationships xmlns="${FORMAT}/package/2006/relationships">${relation}</Relationships>`;
}

function workbook(sheet) {
  const spaces = `xmlns="${FORMAT}/spreadsheetml/2006/main" xmlns:r="${FORMAT}/officeDocument/2006/relationships"`;
  return `${XML}<workbook ${spaces}><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}

function worksheet(rows) {
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const cell = (text, column, row) => {
    const place = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
    if (/^\d+$/.test(text)) return `<c ${place}><v>${text}</v></c>`;
    return `<c ${place} t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
  };
  const lines = rows.map((cells, row) => `<row r="${row + 1}">${cells.map((text, at) => cell(text, at, row)).join("")}</row>`);
  return `${XML}<worksheet xmlns="${FORMAT}/spreadsheetml/2006/main"><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

/** A ZIP whose parts are stored as they are, all of them dated 1 January 1980. */
function zip(parts) {
  const [bodies, directory] = [[], []];
  let offset = 0;
  for (const [name, text] of parts) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    bodies.push(Buffer.from("PK\x03\x04", "latin1"), common, path, data);
    const [tail, place] = [Buffer.alloc(10), Buffer.alloc(4)];
    place.writeUInt32LE(offset);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, tail, place, path);
    offset += 4 + common.length + path.length + data.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, Buffer.from("PK\x05\x06", "latin1"), end]);
}
