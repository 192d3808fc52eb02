/** Characters of the data URL that a profile picture is. It is part of every answer about the session: keep it small. */
export const LONGEST_PICTURE = 24_000;

const SIDE = 160; // pixels: twice as many as are shown

/**
 * The middle of a picture as a small square data URL. Runs in the browser.
 * @throws {Error} with a text to show, when the file is no picture
 */
export async function shrinkPicture(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) throw new Error("This file is no picture that the browser can read. Take a PNG, JPEG or WebP.");
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const side = Math.min(bitmap.width, bitmap.height);
  const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
  const brush = canvas.getContext("2d");
  if (brush === null) throw new Error("This browser cannot make the picture smaller.");
  brush.fillStyle = "white"; // JPEG has no transparency
  brush.fillRect(0, 0, SIDE, SIDE);
  brush.drawImage(bitmap, left, top, side, side, 0, 0, SIDE, SIDE);
  bitmap.close();
  for (const quality of [0.85, 0.6, 0.3]) {
    const small = canvas.toDataURL("image/jpeg", quality);
    if (small.length <= LONGEST_PICTURE) return small;
  }
  throw new Error("This picture does not get small enough. Take another one.");
}
