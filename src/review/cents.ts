/**
 * Whole cents of an amount, half a cent away from zero, as accounts and spreadsheets round: ROUND(ROUND(amount,6),2). To the millionth
 * first, so that the last digits of a sum, which depend on its order, never decide over a cent.
 */
import { roundToPlaces } from "../model/formula/rounding.ts";

export const wholeCents = (amount: number): number => Math.round(100 * roundToPlaces(roundToPlaces(amount, 6), 2)) || 0;
