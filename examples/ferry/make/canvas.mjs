// A picture of plain pixels: shapes and capital letters. No fonts of the machine, so that every machine draws the same.

// Letters from space to Z, five columns of seven bits each, the lowest bit at the top.
const LETTERS =
  "0000000000 00005f0000 0007000700 147f147f14 242a7f2a12 2313086462 3649562050 0008070300 001c224100 0041221c00 2a1c7f1c2a 08083e0808 0080703000 0808080808 0000606000 2010080402 " +
  "3e5149453e 00427f4000 7249494946 2141494d33 1814127f10 2745454539 3c4a494931 4121110907 3649494936 464929291e 0000140000 0040340000 0008142241 1414141414 0041221408 0201590906 3e415d594e " +
  "7c1211127c 7f49494936 3e41414122 7f4141413e 7f49494941 7f09090901 3e41415173 7f0808087f 00417f4100 2040413f01 7f08142241 7f40404040 7f021c027f 7f0408107f 3e4141413e 7f09090906 " +
  "3e4151215e 7f09192946 2649494932 03017f0103 3f4040403f 1f2040201f 3f4038403f 6314081463 0304780403 6159494d43 ";
const COLUMNS = Buffer.from(LETTERS.replaceAll(" ", ""), "hex");

export class Canvas {
  constructor(width, height, colour) {
    this.width = width;
    this.height = height;
    this.pixels = Buffer.alloc(width * height * 3);
    this.rect(0, 0, width, height, colour);
  }

  copy() {
    const other = Object.assign(Object.create(Canvas.prototype), this);
    other.pixels = Buffer.from(this.pixels);
    return other;
  }

  dot(x, y, [red, green, blue]) {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = (Math.floor(y) * this.width + Math.floor(x)) * 3;
    this.pixels[at] = red;
    this.pixels[at + 1] = green;
    this.pixels[at + 2] = blue;
  }

  rect(left, top, width, height, colour) {
    for (let y = Math.round(top); y < Math.round(top + height); y++) {
      for (let x = Math.round(left); x < Math.round(left + width); x++) this.dot(x, y, colour);
    }
  }

  frame(left, top, width, height, thick, colour) {
    this.rect(left, top, width, thick, colour);
    this.rect(left, top + height - thick, width, thick, colour);
    this.rect(left, top, thick, height, colour);
    this.rect(left + width - thick, top, thick, height, colour);
  }

  disc(middleX, middleY, radius, colour) {
    for (let y = -radius; y <= radius; y++) {
      for (let x = -radius; x <= radius; x++) {
        if (x * x + y * y <= radius * radius) this.dot(middleX + x, middleY + y, colour);
      }
    }
  }

  line(fromX, fromY, toX, toY, thick, colour) {
    const steps = Math.ceil(Math.hypot(toX - fromX, toY - fromY)) || 1;
    for (let step = 0; step <= steps; step++) {
      const [x, y] = [fromX + ((toX - fromX) * step) / steps, fromY + ((toY - fromY) * step) / steps];
      this.disc(Math.round(x), Math.round(y), thick, colour);
    }
  }

  /** A filled shape with straight sides. */
  polygon(points, colour) {
    const ys = points.map(([, y]) => y);
    for (let y = Math.floor(Math.min(...ys)); y <= Math.ceil(Math.max(...ys)); y++) {
      const crossings = points.flatMap(([x1, y1], at) => {
        const [x2, y2] = points[(at + 1) % points.length];
        return y1 <= y !== y2 <= y ? [x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)] : [];
      });
      crossings.sort((a, b) => a - b);
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        for (let x = Math.ceil(crossings[pair]); x <= crossings[pair + 1]; x++) this.dot(x, y, colour);
      }
    }
  }

  /** Capital letters, figures and signs; `size` is the side of one dot. */
  text(left, top, text, size, colour) {
    [...text.toUpperCase()].forEach((letter, place) => {
      const code = letter.charCodeAt(0) - 32;
      for (let column = 0; column < 5; column++) {
        const bits = COLUMNS[code * 5 + column] ?? 0;
        for (let row = 0; row < 8; row++) {
          if ((bits >> row) & 1) this.rect(left + (place * 6 + column) * size, top + row * size, size, size, colour);
        }
      }
    });
  }

  middleText(top, text, size, colour) {
    this.text((this.width - (text.length * 6 - 1) * size) / 2, top, text, size, colour);
  }
}
