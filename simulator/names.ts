import { randomOf, shuffled } from './random.ts'

const DOMAINS =
  'payments checkout ledger identity search catalog pricing orders shipping returns loyalty messaging notifications analytics billing fraud risk accounts onboarding profile media streaming maps routing booking inventory warehouse suppliers procurement contracts claims underwriting treasury reporting experiments recommendations personalization content editor localization accessibility mobile web desktop gateway mesh storage compute network observability deployments'.split(
    ' ',
  )
const BRANCHES =
  'core platform api web ios android data ops tools services integrations experience backend frontend infra quality'.split(
    ' ',
  )
const TOPICS =
  'frontend backend platform data mobile security architecture testing accessibility design-systems documentation developer-experience incident-response open-source performance api-design machine-learning cloud-cost release-engineering java python rust go typescript kotlin swift dotnet sql kubernetes terraform'.split(
    ' ',
  )
const CIRCLES = 'guild chapter community champions circle reviewers'.split(' ')
const REGIONS = ['', 'emea', 'apac', 'americas', 'nordics', 'iberia']

const WELL_KNOWN_HOMES =
  'payments-core checkout-web search-platform mobile-ios ledger-services identity-platform data-platform shipping-ops catalog-api billing-backend fraud-analytics messaging-infra pricing-experience returns-tools'.split(
    ' ',
  )
const WELL_KNOWN_GUILDS =
  'frontend-guild backend-chapter security-champions data-community testing-guild api-design-guild accessibility-circle cloud-cost-chapter'.split(
    ' ',
  )

const FIRST_NAMES =
  'ada amir ana anton aoife arjun asha bao bea bjorn carla chen chidi clara dana daan deniz diego eda elif emeka emma erik esra eva farid femi finn freya gael gita goran hana hassan hugo ida ines irena ivan jana jin joao jonas juno kai kamal katya kenji lara leila lena li liam lin lucia luka maja malik mara marco mei mila mina nadia nia niko nils noor nora olu omar otto paula pavel petra priya rafa rania ravi renata rosa ruben sami sana sara selim signe sofia sora stefan tara tariq teo tessa thabo tomas uma vera viktor wanda wei xenia yara yuki zara zeno zofia'.split(
    ' ',
  )
const LAST_NAMES =
  'abara adler aguilar ahlgren akter alves amsel anand arslan bakker banik baran barros bauer becker berg bianchi blum boateng borg bosco brandt brisk bruun calder campos castel cetin chandra cole conti corr costa dahl danso darwish demir diallo dorn drago duarte eide ekberg elster engel eriksen faber falk ferreira fink fiore forsberg frey fuchs garza gerber ghosh gill gomes graf greco gupta haas haddad hahn halim hansen harada hartig heller herrera holm horvat hosseini ibarra ikeda iqbal ito iyer jansen jensen jha joshi kahn kaya keller khatri kim klein kolar konig kovac kruger kumar lahti lang larsen leclair lehto lima lind lopez lund maes malik marin marsh mathis mendes mishra mori moyo mueller nair nakata navarro neri nowak nunez obi okafor okoye olsen onu ortega osei oswald park patel pavlov perez petit pinto popa prasad qureshi quist rahman ramos rao reyes rinaldi rios roth rossi sandberg sato sauer schmid sen serrano shah silva simic singh solberg soto stein suzuki svensson takeda tan tanaka thorn torres turan ueda urban vance varga vega vidal vogel wagner walsh weber winter wong yamada yilmaz zane zhao ziegler'.split(
    ' ',
  )

/** Slugs for teams that people sit in, such as `payments-core`; never the same one twice. */
export function homeSlugs(seed: number, count: number): string[] {
  return slugsOf(seed, count, WELL_KNOWN_HOMES, DOMAINS, BRANCHES)
}

/** Slugs for teams across the company, such as `frontend-guild`; never the same one twice. */
export function guildSlugs(seed: number, count: number): string[] {
  return slugsOf(seed, count, WELL_KNOWN_GUILDS, TOPICS, CIRCLES)
}

/**
 * GitHub logins, one a person and never the same one twice; `shortcode` is the suffix of managed users or empty. Some have
 * only the first letter of the first name, unless `inFull`.
 */
export function loginsOf(seed: number, count: number, shortcode: string, inFull = false): string[] {
  const pairs = FIRST_NAMES.length * LAST_NAMES.length
  const order = shuffled(randomOf(seed, 11), pairs)
  return Array.from({ length: count }, (_, at) => {
    const pair = order[at % pairs] ?? 0
    const first = FIRST_NAMES[pair % FIRST_NAMES.length] ?? ''
    const last = LAST_NAMES[Math.floor(pair / FIRST_NAMES.length)] ?? ''
    const round = at < pairs ? '' : `x${Math.floor(at / pairs) + 1}`
    const short = `${first.slice(0, 1)}-${last}-${pair % FIRST_NAMES.length}`
    return `${at % 9 === 0 && !inFull ? short : `${first}-${last}`}${round}${at % 10 < 7 ? shortcode : ''}`
  })
}

// The well-known ones come first, so that small companies have familiar teams.
function slugsOf(seed: number, count: number, known: string[], heads: string[], tails: string[]): string[] {
  const slugs = new Set(shuffledTexts(seed, known))
  const pairs = heads.flatMap((head) => tails.map((tail) => `${head}-${tail}`))
  const order = shuffledTexts(seed, pairs)
  for (let round = 0; slugs.size < count; round += 1) {
    const region = REGIONS[round % REGIONS.length] ?? ''
    const number = round < REGIONS.length ? '' : `${Math.floor(round / REGIONS.length) + 1}`
    for (const pair of order) slugs.add([pair, region, number].filter((part) => part !== '').join('-'))
  }
  return [...slugs].slice(0, count)
}

function shuffledTexts(seed: number, texts: string[]): string[] {
  return Array.from(shuffled(randomOf(seed, 12, texts.length), texts.length), (at) => texts[at] ?? '')
}
