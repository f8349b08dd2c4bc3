import { render } from 'preact'
import { App } from './app.tsx'
import { openData } from './data.ts'

const root = document.getElementById('app')
if (root !== null) await start(root)

async function start(element: HTMLElement): Promise<void> {
  try {
    const data = await openData(document)
    element.replaceChildren()
    render(<App data={data} />, element)
    document.documentElement.dataset['ready'] = 'true'
  } catch (error) {
    const text = document.createElement('p')
    text.className = 'start'
    text.textContent = `This report could not be opened: ${error instanceof Error ? error.message : String(error)}. It takes a browser of 2023 or newer, and the whole file.`
    element.replaceChildren(text)
  }
}
