/**
 * Compares two PNGs pixel by pixel, exactly.
 * @param page any page of the browser; it decodes the pictures
 * @returns {Promise<{ pixels: number, overlay?: Buffer }>} how many pixels differ, and where, in red over the faded picture
 */
export async function comparePictures(page, before, after) {
  // The browser writes the same bytes for the same pixels.
  if (before.equals(after)) return { pixels: 0 };
  const { pixels, overlay } = await page.evaluate(compare, [before.toString('base64'), after.toString('base64')]);
  return { pixels, overlay: Buffer.from(overlay, 'base64') };
}

// Runs in the page.
async function compare(pictures) {
  const [a, b] = await Promise.all(
    pictures.map(async (base64) => createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())),
  );
  const width = Math.max(a.width, b.width);
  const height = Math.max(a.height, b.height);
  const read = (picture) => {
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(picture, 0, 0);
    return context.getImageData(0, 0, width, height);
  };
  const [before, after] = [read(a), read(b)];
  // Where one of the pictures has no pixel at all, the other one's is transparent here, and differs.
  const [old, now] = [new Uint32Array(before.data.buffer), new Uint32Array(after.data.buffer)];
  let pixels = 0;
  for (let index = 0; index < now.length; index++) {
    if (old[index] === now[index]) after.data[4 * index + 3] = 60;
    else {
      pixels++;
      after.data.set([255, 0, 0, 255], 4 * index);
    }
  }
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d').putImageData(after, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return { pixels, overlay: bytes.toBase64?.() ?? btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
}
