import { shownText } from '../cells.ts'
import { usePlace } from '../context.ts'

/** What is shown for an address that leads nowhere. */
export function MissingView({
  what,
  name,
  list,
}: {
  readonly what: string
  readonly name: string
  readonly list: string
}) {
  const { to } = usePlace()
  return (
    <>
      <h1 tabIndex={-1}>
        There is no {what} {shownText(name)}
      </h1>
      <p>
        This report has none of this name. <a href={to(list)}>All {list}</a>
      </p>
    </>
  )
}
