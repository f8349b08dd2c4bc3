/**
 * The fewest of the items for which `fails` is still true, as far as `tries` questions lead: halves are left out, then
 * quarters, and so on (delta debugging).
 */
export async function smallest<Item>(
  items: readonly Item[],
  fails: (items: readonly Item[]) => boolean | Promise<boolean>,
  tries = 60,
): Promise<readonly Item[]> {
  let kept = items
  let left = tries
  for (
    let size = Math.ceil(kept.length / 2);
    size >= 1 && left > 0;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < kept.length && left > 0;) {
      const fewer = kept.filter((_, index) => index < at || index >= at + size)
      left -= 1
      if (fewer.length > 0 && (await fails(fewer))) kept = fewer
      else at += size
    }
    if (size === 1) break
  }
  return kept
}
