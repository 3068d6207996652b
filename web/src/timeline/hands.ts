// Keys, buttons, pointer and wheel of a drawn timeline. Every movement has a key and a button: dragging is never the only way.
import type { TimelineChart } from "./timeline.ts";

const CLOSER = 0.5;
const PAN = 0.25;
/** A press that moves less is a click, pixels. */
const STILL = 4;

/** Listens to everything that moves the view or chooses an event. */
export function takeInHand(chart: TimelineChart): void {
  const { canvas, place } = chart;
  canvas.addEventListener("keydown", (event) => pressed(chart, event));
  canvas.addEventListener("wheel", (event) => wheeled(chart, event), { passive: false });
  for (const name of ["focus", "blur"]) canvas.addEventListener(name, () => chart.redraw(false));
  place.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-do]");
    if (button) act(chart, button.dataset.do ?? "");
  });
  new Pointers(chart).listen();
}

function act(chart: TimelineChart, name: string): void {
  const { view } = chart;
  if (name === "earlier") view.move(-PAN);
  else if (name === "later") view.move(PAN);
  else if (name === "closer") view.stretch(CLOSER, middle(chart));
  else if (name === "wider") view.stretch(1 / CLOSER, middle(chart));
  else if (name === "whole") view.whole();
  chart.redraw();
}

/** What stays where it is: the chosen event if it is in view, else the middle. */
function middle({ view, events, chosen }: TimelineChart): number {
  const at = chosen >= 0 ? (events.from[chosen] as number) : -Infinity;
  return at >= view.from && at <= view.to ? at : (view.from + view.to) / 2;
}

function pressed(chart: TimelineChart, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const back = event.key === "ArrowLeft";
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    if (event.shiftKey) act(chart, back ? "earlier" : "later");
    else chart.step(back ? -1 : 1);
  } else if (event.key === "+" || event.key === "=") act(chart, "closer");
  else if (event.key === "-" || event.key === "_") act(chart, "wider");
  else if (event.key === "0") act(chart, "whole");
  else if (event.key === "Home") chart.choose(0);
  else if (event.key === "End") chart.choose(chart.events.count - 1);
  else if (event.key === "Enter" && chart.chosen >= 0) chart.go();
  else if (event.key === "Escape" && chart.chosen >= 0) chart.choose(-1);
  else return;
  event.preventDefault();
}

/** The wheel goes closer once the drawing has been clicked or with Control, as a pinch on a trackpad says; else the page moves. */
function wheeled(chart: TimelineChart, event: WheelEvent): void {
  const { canvas, view, drawing } = chart;
  const isAsked = event.ctrlKey || document.activeElement === canvas;
  if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) view.move(event.deltaX / Math.max(1, drawing.sheet.width));
  else if (isAsked) view.stretch(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 150), drawing.sheet.time(event.offsetX));
  else return;
  event.preventDefault();
  chart.redraw();
}

/** One pointer drags, two pinch, a press without movement chooses. */
class Pointers {
  private readonly down = new Map<number, number>();
  private began = { x: 0, y: 0 };
  private isStrip = false;
  private hasMoved = false;

  constructor(private readonly chart: TimelineChart) {}

  listen(): void {
    const { canvas } = this.chart;
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.release(event));
    canvas.addEventListener("pointercancel", (event) => this.down.delete(event.pointerId));
  }

  private press(event: PointerEvent): void {
    const { canvas, drawing } = this.chart;
    if (event.button !== 0) return;
    if (event.isTrusted) canvas.setPointerCapture(event.pointerId);
    this.down.set(event.pointerId, event.offsetX);
    if (this.down.size > 1) {
      // Two fingers choose nothing.
      this.hasMoved = true;
      return;
    }
    this.began = { x: event.offsetX, y: event.offsetY };
    this.isStrip = drawing.isStrip(event.offsetY);
    this.hasMoved = false;
    if (this.isStrip) this.centre(event.offsetX);
  }

  private move(event: PointerEvent): void {
    const { chart } = this;
    const { view, drawing } = chart;
    const before = this.down.get(event.pointerId);
    if (before === undefined) return;
    this.hasMoved ||= Math.abs(event.offsetX - this.began.x) > STILL;
    const other = [...this.down].find(([id]) => id !== event.pointerId)?.[1];
    this.down.set(event.pointerId, event.offsetX);
    if (other !== undefined) {
      const times = Math.max(8, Math.abs(before - other)) / Math.max(8, Math.abs(event.offsetX - other));
      view.stretch(times, drawing.sheet.time((event.offsetX + other) / 2));
    } else if (this.isStrip) this.centre(event.offsetX);
    else if (this.hasMoved) view.move((before - event.offsetX) / Math.max(1, drawing.sheet.width));
    chart.redraw();
  }

  /** Shows the moment of the strip in the middle. */
  private centre(x: number): void {
    const { view, drawing } = this.chart;
    view.centre(drawing.timeOfStrip(x));
    this.chart.redraw();
  }

  private release(event: PointerEvent): void {
    const { chart } = this;
    if (!this.down.delete(event.pointerId)) return;
    if (this.hasMoved || this.isStrip || this.down.size > 0) return;
    if (chart.drawing.isSingle()) chart.choose(chart.drawing.eventAt(event.offsetX, event.offsetY));
    else {
      chart.view.stretch(CLOSER / 2, chart.drawing.sheet.time(event.offsetX));
      chart.redraw();
    }
  }
}
