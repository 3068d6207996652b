// Seconds as a reader reads them.

/** `0:32`, `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds + 0.0005);
  const two = (number: number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
