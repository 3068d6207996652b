// The sheet a timeline is drawn on: the canvas in pixels of the page, its pen, its bands from top to bottom, and where a
// moment stands. What is drawn is in timeline_drawing.ts.
import type { Colours } from "./colours.ts";
import type { TimeWindow } from "./window.ts";

/** Where the events begin, below the axis. */
export const TOP = 44;
/** Height of the strip of the whole time, the bar of this page below it included. */
export const STRIP = 34;

export class Sheet {
  readonly pen: CanvasRenderingContext2D;
  width = 0;
  height = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    readonly view: TimeWindow,
  ) {
    this.pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  }

  /** Takes the element's size, in whole pixels of the screen; whether it is another than before. */
  fit(): boolean {
    const { clientWidth, clientHeight } = this.canvas;
    const dense = devicePixelRatio || 1;
    const wide = Math.round(clientWidth * dense);
    const high = Math.round(clientHeight * dense);
    if (this.canvas.width !== wide || this.canvas.height !== high) {
      this.canvas.width = wide;
      this.canvas.height = high;
    }
    this.pen.setTransform(dense, 0, 0, dense, 0, 0);
    const isOther = clientWidth !== this.width || clientHeight !== this.height;
    this.width = clientWidth;
    this.height = clientHeight;
    return isOther;
  }

  /** Where the events end, above the strip. */
  get bottom(): number {
    return this.height - STRIP - 14;
  }

  /** Pixels of a moment. */
  x(time: number): number {
    return ((time - this.view.from) / this.view.length) * this.width;
  }

  /** The moment at a pixel. */
  time(x: number): number {
    return this.view.from + (x / this.width) * this.view.length;
  }

  /** Milliseconds of a pixel. */
  get perPixel(): number {
    return this.view.length / this.width;
  }

  clear(colours: Colours): void {
    this.pen.fillStyle = colours.paper;
    this.pen.fillRect(0, 0, this.width, this.height);
    this.pen.font = `12.5px ${colours.sans}`;
  }

  /** A straight line in the pen's own stroke. */
  line(x1: number, y1: number, x2: number, y2: number): void {
    this.pen.beginPath();
    this.pen.moveTo(x1, y1);
    this.pen.lineTo(x2, y2);
    this.pen.stroke();
  }

  words(colour: string, text: string, x: number, y: number, align: CanvasTextAlign = "left"): void {
    this.pen.fillStyle = colour;
    this.pen.textAlign = align;
    this.pen.fillText(text, x, y);
  }
}
