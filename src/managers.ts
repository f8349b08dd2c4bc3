import type { ListedPerson } from './people-file.ts'

/** The people who are managers of each other in a circle, or of themselves: each circle once. `index` is that of the managers among their values. */
export function cyclesOf(people: readonly ListedPerson[], index: number): ListedPerson[][] {
  const byLogin = new Map(people.map((person) => [person.login, person]))
  const managerOf = (person: ListedPerson) => byLogin.get((person.values[index] ?? '').toLowerCase())
  /** By person, the walk that came by first. */
  const walks = new Map<ListedPerson, number>()
  const cycles: ListedPerson[][] = []
  people.forEach((start, walk) => {
    const path: ListedPerson[] = []
    let person: ListedPerson | undefined = start
    while (person !== undefined && !walks.has(person)) {
      walks.set(person, walk)
      path.push(person)
      person = managerOf(person)
    }
    if (person !== undefined && walks.get(person) === walk) cycles.push(path.slice(path.indexOf(person)))
  })
  return cycles
}

/** All managers above a person, the nearest first, by their logins as logins are compared; the last may be one whom nobody lists. Without cycles. */
export function managersAbove(login: string, managers: ReadonlyMap<string, string>): string[] {
  const above: string[] = []
  let manager = managers.get(login) ?? ''
  while (manager !== '') {
    above.push(manager)
    manager = managers.get(manager) ?? ''
  }
  return above
}
