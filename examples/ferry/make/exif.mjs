// The EXIF part of a photograph: maker, model and the camera's own clock, which may be wrong.

const [ASCII, LONG, UNDEFINED] = [2, 4, 7];
const HEAD_BYTES = 8;

/** A JPEG with an EXIF part behind its first marker. `taken` is `2019:08-…` as cameras write it; `offset` may be empty. */
export function withExif(jpeg, { maker, model, taken, offset }) {
  const camera = [
    [0x010f, ASCII, text(maker)],
    [0x0110, ASCII, text(model)],
    [0x0132, ASCII, text(taken)],
  ];
  const shot = [
    [0x9000, UNDEFINED, Buffer.from("0231")],
    [0x9003, ASCII, text(taken)],
    ...(offset ? [[0x9011, ASCII, text(offset)]] : []),
  ];
  const shotAt = HEAD_BYTES + size([...camera, [0x8769, LONG, Buffer.alloc(4)]]);
  const pointer = Buffer.alloc(4);
  pointer.writeUInt32LE(shotAt);
  const first = directory([...camera, [0x8769, LONG, pointer]], HEAD_BYTES);
  const tiff = Buffer.concat([Buffer.from("II*\0\x08\0\0\0", "latin1"), first, directory(shot, shotAt)]);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const marker = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), marker, body, jpeg.subarray(2)]);
}

function text(words) {
  return Buffer.from(`${words}\0`, "latin1");
}

function size(entries) {
  return directory(entries, 0).length;
}

/** One directory of the TIFF, its long values behind it; `at` is its place in the TIFF. */
function directory(entries, at) {
  const table = Buffer.alloc(2 + entries.length * 12 + 4);
  table.writeUInt16LE(entries.length);
  const behind = [];
  let place = at + table.length;
  entries.forEach(([tag, type, value], number) => {
    const row = 2 + number * 12;
    table.writeUInt16LE(tag, row);
    table.writeUInt16LE(type, row + 2);
    table.writeUInt32LE(type === LONG ? 1 : value.length, row + 4);
    if (value.length <= 4) {
      value.copy(table, row + 8);
      return;
    }
    const even = Buffer.concat([value, Buffer.alloc(value.length % 2)]);
    table.writeUInt32LE(place, row + 8);
    behind.push(even);
    place += even.length;
  });
  return Buffer.concat([table, ...behind]);
}
