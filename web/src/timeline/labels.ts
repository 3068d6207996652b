// Words beside marks, cut to the room there is. A cut is kept until the room changes, so that moving makes no new texts.

const LEAST_LETTERS = 5;

/** Labels of events by their numbers. */
export class Labels {
  private readonly width: Float32Array;
  private readonly room: Int16Array;
  private readonly cut: string[] = [];

  constructor(private readonly words: string[]) {
    this.width = new Float32Array(words.length);
    this.room = new Int16Array(words.length).fill(-1);
  }

  /** As much of a label as fits into `room` pixels; empty where that says nothing. */
  fitting(pen: CanvasRenderingContext2D, at: number, room: number): string {
    const pixels = Math.min(Math.max(Math.round(room), 0), 400);
    if (this.room[at] === pixels) return this.cut[at] ?? "";
    const label = this.words[at] ?? "";
    if (this.width[at] === 0) this.width[at] = pen.measureText(label).width;
    const width = this.width[at] as number;
    const letters = Math.floor((label.length * pixels) / width) - 1;
    const cut = width <= pixels ? label : letters < LEAST_LETTERS ? "" : `${label.slice(0, letters).trimEnd()}…`;
    this.room[at] = pixels;
    this.cut[at] = cut;
    return cut;
  }
}
