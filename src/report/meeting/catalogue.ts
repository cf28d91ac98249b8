import { CHAIR_BEHAVIOUR } from './entries/chair-behaviour.ts';
import { CHAIR_DATA } from './entries/chair-data.ts';
import { CHAIR_DECISION } from './entries/chair-decision.ts';
import { CHAIR_OPERATION } from './entries/chair-operation.ts';
import { CHAIR_PROPOSAL } from './entries/chair-proposal.ts';
import { ENGINEER_BEHAVIOUR } from './entries/engineer-behaviour.ts';
import { ENGINEER_DATA } from './entries/engineer-data.ts';
import { ENGINEER_OPERATION } from './entries/engineer-operation.ts';
import { ORIGIN } from './entries/origin.ts';
import { SUPPLIER } from './entries/supplier.ts';
import type { MeetingEntry } from './meeting-entry.ts';

/** All sentences, in the order in which one would say them. */
export const MEETING_ENTRIES: readonly MeetingEntry[] = [
  ...ORIGIN,
  ...CHAIR_DATA,
  ...CHAIR_BEHAVIOUR,
  ...CHAIR_OPERATION,
  ...CHAIR_DECISION,
  ...CHAIR_PROPOSAL,
  ...ENGINEER_DATA,
  ...ENGINEER_BEHAVIOUR,
  ...ENGINEER_OPERATION,
  ...SUPPLIER,
];
