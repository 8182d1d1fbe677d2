import type { CustomerFacts } from './facts.js';

/** Whether a customer is in one of these countries (`IT`) or regions (`US-CA`). */
export function placeIs(places: readonly string[], { country, region }: CustomerFacts): boolean {
  if (country === undefined) return false;
  if (places.includes(country)) return true;
  if (region === undefined || region === null) return false;
  return places.includes(region.startsWith(`${country}-`) ? region : `${country}-${region}`);
}
