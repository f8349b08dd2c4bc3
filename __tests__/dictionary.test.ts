import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDictionary } from '../src/dictionary.ts'

test('each text has one number, in the order in which texts were met, and each number its text', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 300 }), (texts) => {
      const dictionary = createDictionary()
      const expected = [...new Set(texts)]
      for (const text of texts) expect(dictionary.idOf(text)).toBe(expected.indexOf(text))
      expect(expected.map((_, id) => dictionary.textOf(id))).toEqual(expected)
      expect(dictionary.size).toBe(expected.length)
    }),
  )
})

test('a text in bytes is the same as a text', () => {
  const bytes = Buffer.from('xxligne été xx')
  const dictionary = createDictionary()
  const id = dictionary.idOf('ligne été')
  expect(dictionary.idOfBytes(bytes, 2, bytes.length - 3)).toBe(id)
  expect(dictionary.isText(id, bytes, 2, bytes.length - 3)).toBe(true)
  expect(dictionary.isText(id, bytes, 2, bytes.length - 2)).toBe(false)
  expect(dictionary.isText(id, bytes, 1, bytes.length - 4)).toBe(false)
})

test('a hundred thousand texts keep apart', () => {
  const dictionary = createDictionary()
  const texts = Array.from({ length: 100_000 }, (_, index) => `person-${index * 7919}`)
  texts.forEach((text, id) => {
    if (dictionary.idOf(text) !== id) throw new Error(`${text} has a number of another text`)
  })
  expect(texts.every((text, id) => dictionary.textOf(id) === text && dictionary.idOf(text) === id)).toBe(true)
})

test('a number that no text has is an error', () => {
  expect(() => createDictionary().textOf(0)).toThrow(RangeError)
})
