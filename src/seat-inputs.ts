import { getInput } from '@actions/core'
import type { InputReader } from './input-readers.ts'

/** The inputs about licences. */
export interface SeatInputs {
  /** Whether the list of seats is read. */
  readonly isAsked: boolean
  readonly limits: { readonly idleDays: number; readonly newSeatDays: number }
  readonly price: { readonly amount: number; readonly currency: string } | undefined
}

/** Reads the inputs about licences and adds the invalid ones to `faults`. */
export function readSeatInputs(read: InputReader, faults: string[]): SeatInputs {
  const isAsked = read.boolean('seats', false)
  return {
    isAsked,
    limits: {
      idleDays: read.integer('idle-days', 28, 1, 90),
      newSeatDays: read.integer('new-seat-days', 30, 0, 365),
    },
    price: readPrice(isAsked, faults),
  }
}

/** An amount and the code of a currency, in either order. */
const PRICE = /^(?:(?<code>[a-z]{3}) ?)?(?<amount>\d{1,7}(?:\.\d{1,2})?)(?: ?(?<behind>[a-z]{3}))?$/i

function readPrice(isAsked: boolean, faults: string[]): SeatInputs['price'] {
  const text = getInput('seat-price')
  if (text === '') return undefined
  const { code = '', amount = '', behind = '' } = PRICE.exec(text)?.groups ?? {}
  const currency = (code === '' ? behind : code).toUpperCase()
  const isCurrency = Intl.supportedValuesOf('currency').includes(currency)
  if (Number(amount) === 0 || !isCurrency || (code !== '' && behind !== '')) {
    faults.push(`seat-price: "${text}" is not an amount with the code of a currency, such as 19 USD`)
    return undefined
  }
  if (!isAsked) {
    faults.push('seat-price: seats is not true, so no seat is read; set seats: true, or leave the price out')
    return undefined
  }
  return { amount: Number(amount), currency }
}
