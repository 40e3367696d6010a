/** The library that draws pictures anew, fetched with the first of them: 20 MB that few processes need. One picture at a time takes one core. */
export async function pictureTool() {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  return sharp
}
