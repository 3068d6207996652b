// A stretch of a recording: read from `t=32.2,34.91`, sought, and stopped at its end within a frame.
// `timeupdate` comes up to a quarter of a second late, so it only serves where nothing is painted: in a hidden tab.

/** From `start` until just before `end`, in seconds. */
export interface Stretch {
  start: number;
  end?: number;
}

/** The seconds that a media fragment names, with or without `#`; undefined where it names none, as one does that ends before it begins. */
export function fragmentOf(text: string): Stretch | undefined {
  const found = /(?:^#?|[#&])t=(?:npt:)?(\d+(?:\.\d+)?)?(?:,(\d+(?:\.\d+)?))?(?:&|$)/.exec(text);
  if (!found || (found[1] === undefined && found[2] === undefined)) return undefined;
  const start = Number(found[1] ?? 0);
  if (found[2] === undefined) return { start };
  const end = Number(found[2]);
  return end > start ? { start, end } : undefined;
}

/** Makes what seeks to a stretch and, if asked to, plays it until its end. */
export function openStretch(media: HTMLMediaElement): (stretch: Stretch, start: boolean) => void {
  let end: number | undefined;
  let wanted: Stretch | undefined;
  const check = () => {
    if (end === undefined || media.paused || media.seeking || media.currentTime < end) return;
    const at = end;
    end = undefined;
    media.pause();
    // Not a moment of what comes after stays on the screen.
    media.currentTime = at;
  };
  const watch = () => {
    check();
    if (!media.paused && end !== undefined) requestAnimationFrame(watch);
  };
  const frames = () => {
    check();
    if (media instanceof HTMLVideoElement && !media.paused && end !== undefined) media.requestVideoFrameCallback(frames);
  };
  media.addEventListener("timeupdate", check);
  media.addEventListener("play", () => {
    requestAnimationFrame(watch);
    if (media instanceof HTMLVideoElement && "requestVideoFrameCallback" in media) media.requestVideoFrameCallback(frames);
  });
  // Whoever moves away from the stretch does not want its end.
  media.addEventListener("seeking", () => {
    if (wanted && Math.abs(media.currentTime - wanted.start) > 0.05) end = undefined;
    wanted = undefined;
  });
  const seek = (stretch: Stretch) => {
    wanted = stretch;
    end = stretch.end;
    media.currentTime = stretch.start;
  };
  return (stretch, start) => {
    const go = () => {
      seek(stretch);
      // A browser may refuse to start without a click on this page: the button is there.
      if (start) void media.play().catch(() => undefined);
    };
    // Before its length is known it would begin at its own beginning.
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) go();
    else media.addEventListener("loadedmetadata", go, { once: true });
  };
}
