// Says plainly why a recording is not heard or seen: it cannot be had, this browser does not know its form, or it knows the form of
// its sound alone. The sentences stand on the page, hidden; which of them holds is found out here.

const UNSURE = "unsure";
/** How long a browser may take to say that a file is not there. */
const PATIENCE_MS = 4000;

/** Shows the sentence that holds once the recording of a place cannot be played; `gone` is called where nothing of it is. */
export function sayUnplayed(place: HTMLElement, media: HTMLMediaElement, gone: () => void = () => undefined): void {
  const show = (reason: string): void => place.querySelector(`[data-unplayed="${reason}"]`)?.removeAttribute("hidden");
  const failed = (): void => {
    gone();
    void whyFailed(media).then(show);
  };
  const known = (): void => {
    if (media instanceof HTMLVideoElement && media.videoWidth === 0) show("picture");
  };
  media.addEventListener("error", failed, { once: true });
  media.addEventListener("loadedmetadata", known, { once: true });
  if (media.error) failed();
  if (media.readyState >= HTMLMediaElement.HAVE_METADATA) known();
}

/** `missing` if the file cannot be had, `form` if the browser does not know what is in it, `unsure` where browsers do not tell. */
async function whyFailed({ error, currentSrc }: HTMLMediaElement): Promise<string> {
  if (error?.code === MediaError.MEDIA_ERR_NETWORK) return "missing";
  if (error?.code === MediaError.MEDIA_ERR_DECODE) return "form";
  const absent = await messageOf(`${currentSrc}.none`);
  if (absent === undefined) return UNSURE;
  if (absent !== (error?.message ?? "")) return "form";
  return absent ? "missing" : UNSURE;
}

/** What this browser says of a file that is not there: browsers have words of their own for it, and some have none. */
function messageOf(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = document.createElement("audio");
    probe.addEventListener("error", () => resolve(probe.error?.message ?? ""), { once: true });
    window.setTimeout(() => resolve(undefined), PATIENCE_MS);
    probe.preload = "metadata";
    probe.src = address;
  });
}
