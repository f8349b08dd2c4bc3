import type { ListedPerson } from './people-file.ts'

/** The people who are managers of each other in a circle, or of themselves: each circle once. `index` is that of the managers among their values, `loginOf` a login as logins are compared. */
export function cyclesOf(
  people: readonly ListedPerson[],
  index: number,
  loginOf: (text: string) => string,
): ListedPerson[][] {
  const byLogin = new Map(people.map((person) => [person.login, person]))
  const managerOf = (person: ListedPerson) => byLogin.get(loginOf(person.values[index] ?? ''))
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

/** All managers above a person, the nearest first, by their logins as logins are compared; the last may be one whom nobody lists. */
export function managersAbove(login: string, managers: ReadonlyMap<string, string>): string[] {
  const above = new Set<string>()
  let manager = managers.get(login) ?? ''
  // Circles are refused before; this one only has to end.
  while (manager !== '' && manager !== login && !above.has(manager)) {
    above.add(manager)
    manager = managers.get(manager) ?? ''
  }
  return [...above]
}
