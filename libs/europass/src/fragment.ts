import type { Problem } from '#libs/kernel';
import type { XmlElement } from './xml.js';

/** Containers of the LOQ file that the register fills, in the file's order (XSD 3.3.1, CoursesRootType). */
export const CONTAINERS = [
  { part: 'opportunities', element: 'learningOpportunityReferences' },
  { part: 'specifications', element: 'learningAchievementSpecificationReferences' },
  { part: 'outcomes', element: 'learningOutcomeReferences' },
  { part: 'assessments', element: 'learningAssessmentSpecificationReferences' },
  { part: 'agents', element: 'agentReferences' },
  { part: 'locations', element: 'locationReferences' },
] as const;

export type Part = (typeof CONTAINERS)[number]['part'];

export type FragmentKind = 'offer' | 'organisation';

/** What one record adds to the file. */
export interface LoqFragment {
  kind: FragmentKind;
  id: string;
  parts: Partial<Record<Part, XmlElement[]>>;
  /** Organisations that must be in the file for the links to resolve: register ids. */
  organisationIds: string[];
  /** What ELM does not carry, or only approximately. */
  losses: Problem[];
  /** Why the record cannot be sent at all, found while mapping; `checkFragment` may add to them. */
  problems: Problem[];
}
