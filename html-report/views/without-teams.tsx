import { teamTable } from '../../src/render/sections/teams.ts'
import { usePlace } from '../context.ts'
import { Markdown } from '../parts/markdown.tsx'

/** Why no teams are known, in the words of the page. */
export function WithoutTeams() {
  const { report, entity } = usePlace()
  return <Markdown text={teamTable(report, entity, 0)} />
}
