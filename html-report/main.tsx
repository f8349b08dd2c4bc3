import { render } from 'preact'
import { App } from './app.tsx'
import { openData } from './data.ts'
import { followLinks } from './route.ts'

const root = document.getElementById('app')
if (root !== null) await start(root)

async function start(element: HTMLElement): Promise<void> {
  try {
    const data = await openData(document)
    followLinks()
    element.replaceChildren()
    render(<App data={data} />, element)
    // The moment of the first picture, in milliseconds since loading began: for the tests and the benchmark.
    requestAnimationFrame(() => {
      document.documentElement.dataset['ready'] = String(performance.now())
    })
  } catch (error) {
    const text = document.createElement('p')
    text.className = 'start'
    text.textContent = `This report could not be opened: ${error instanceof Error ? error.message : String(error)}. It takes a browser of 2023 or newer, and the whole file.`
    element.replaceChildren(text)
  }
}
