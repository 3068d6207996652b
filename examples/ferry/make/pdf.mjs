// A one-page PDF from plain text: the first paragraph is the heading. One of the fonts that every reader has; no dates.

const [LEFT, TOP, LEADING, WIDEST, WIDEST_HEADING] = [72, 770, 17, 78, 56];

export function pdf(text) {
  const paragraphs = text.trim().split(/\n{2,}/).map((paragraph) => paragraph.replaceAll("\n", " "));
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
    stream(content(paragraphs)),
    font("Helvetica"),
    font("Helvetica-Bold"),
  ];
  return assembled(objects);
}

function font(name) {
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
}

function stream(text) {
  return `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
}

function content([heading, ...paragraphs]) {
  const block = (text, widest) => [...wrapped(text, widest).flatMap((line) => [shown(line), "T*"]), "T*"];
  const lines = [...block(heading, WIDEST_HEADING), "/F1 11 Tf", ...paragraphs.flatMap((text) => block(text, WIDEST))];
  return ["BT", `/F2 14 Tf ${LEADING} TL ${LEFT} ${TOP} Td`, ...lines, "ET"].join("\n");
}

function shown(line) {
  return `(${line.replace(/[\\()]/g, "\\$&")}) Tj`;
}

function wrapped(paragraph, widest) {
  const lines = [""];
  for (const word of paragraph.split(" ")) {
    const longer = lines.at(-1) === "" ? word : `${lines.at(-1)} ${word}`;
    if (longer.length > widest) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function assembled(objects) {
  let text = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = text.length;
  const line = (place) => `${String(place).padStart(10, "0")} 00000 n \n`;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map(line).join("")}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  if (/[^\x00-\x7f]/.test(objects.join(""))) throw new Error("a paper holds a letter outside ASCII, which its font is not asked for");
  return Buffer.from(text, "latin1");
}
