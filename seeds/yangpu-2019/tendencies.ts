import type { GroupCode, PerGroup } from './groups.js';

/** How a group tends to answer an item that has a scale. Shares are proportions. */
export interface Tendency {
  /** Satisfied (4 or 5) among those who know. */
  readonly satisfied: PerGroup;
  /** "Don't know". */
  readonly dontKnow?: PerGroup;
}

/** What is in force for a group: its own number, or that for all. */
export const forGroup = (numbers: PerGroup | undefined, group: GroupCode, otherwise: number): number =>
  numbers?.[group] ?? numbers?.all ?? otherwise;

/**
 * Items with a scale. The differences between groups that the demo round is known to hold (principals far above
 * teachers on rotation, vocational principals above students on what industry needs) are here; those between
 * schools, streets, stages and grades are in `planted.ts`.
 */
export const TENDENCIES: Readonly<Record<string, Tendency>> = {
  GOV1: { satisfied: { deputy: 0.9, community: 0.87, principal: 0.94 }, dontKnow: { all: 0.02 } },
  GOV2: { satisfied: { deputy: 0.83, community: 0.82, principal: 0.87 }, dontKnow: { all: 0.06 } },
  GOV3: {
    satisfied: { principal: 0.88, teacher: 0.74, parent: 0.71 },
    dontKnow: { principal: 0.01, teacher: 0.08, parent: 0.24 },
  },
  GOV4: { satisfied: { deputy: 0.8, community: 0.73 }, dontKnow: { all: 0.03 } },
  FUN1: { satisfied: { deputy: 0.86, principal: 0.88 }, dontKnow: { deputy: 0.07, principal: 0.01 } },
  FUN2: { satisfied: { principal: 0.86 }, dontKnow: { all: 0.01 } },
  FUN3: { satisfied: { principal: 0.93 }, dontKnow: { all: 0.01 } },
  FUN4: {
    satisfied: { principal: 0.96, teacher: 0.88, parent: 0.79 },
    dontKnow: { principal: 0.01, teacher: 0.09, parent: 0.27 },
  },
  FAC1: {
    satisfied: {
      principal: 0.73,
      teacher: 0.74,
      parent: 0.8,
      student_primary: 0.86,
      student_secondary: 0.74,
    },
    dontKnow: { parent: 0.03 },
  },
  FAC2: { satisfied: { principal: 0.82, teacher: 0.79, student_primary: 0.87, student_secondary: 0.77 } },
  FAC3: { satisfied: { principal: 0.86, teacher: 0.77, student_primary: 0.88, student_secondary: 0.78 } },
  FAC4: { satisfied: { teacher: 0.46, student_secondary: 0.34 }, dontKnow: { all: 0 } },
  FAC5: { satisfied: { parent: 0.85, student_primary: 0.9, student_secondary: 0.83 } },
  TEA1: {
    satisfied: { parent: 0.87, student_primary: 0.92, student_secondary: 0.83 },
    dontKnow: { parent: 0.03 },
  },
  TEA2: { satisfied: { principal: 0.9, teacher: 0.76 } },
  TEA3: { satisfied: { principal: 0.92, teacher: 0.57 }, dontKnow: { teacher: 0.06 } },
  TEA4: {
    satisfied: {
      principal: 0.96,
      teacher: 0.92,
      parent: 0.86,
      student_primary: 0.88,
      student_secondary: 0.82,
    },
    dontKnow: { parent: 0.03 },
  },
  TEA6: { satisfied: { teacher: 0.39 }, dontKnow: { all: 0 } },
  REF1: {
    satisfied: { principal: 0.9, teacher: 0.77, parent: 0.79 },
    dontKnow: { principal: 0.01, teacher: 0.05, parent: 0.16 },
  },
  REF2: { satisfied: { principal: 0.86, teacher: 0.73, student_primary: 0.84, student_secondary: 0.69 } },
  REF3: { satisfied: { parent: 0.67, student_primary: 0.79, student_secondary: 0.64 } },
  REF4: { satisfied: { parent: 0.76, student_primary: 0.89, student_secondary: 0.73 } },
  REF5: {
    satisfied: { deputy: 0.72, community: 0.69, principal: 0.82, parent: 0.63 },
    dontKnow: { deputy: 0.05, community: 0.08, principal: 0.02, parent: 0.17 },
  },
  RES1: {
    satisfied: { deputy: 0.6, community: 0.64, principal: 0.71, parent: 0.72 },
    dontKnow: { all: 0.03, parent: 0.05 },
  },
  RES2: { satisfied: { deputy: 0.57, community: 0.58, principal: 0.6 }, dontKnow: { all: 0.07 } },
  RES3: { satisfied: { principal: 0.58, teacher: 0.62, parent: 0.69 }, dontKnow: { parent: 0.04 } },
  LEA1: {
    satisfied: { principal: 0.64, teacher: 0.68, parent: 0.74 },
    dontKnow: { teacher: 0.03, parent: 0.18 },
  },
  QUA1: {
    satisfied: { deputy: 0.89, community: 0.86, principal: 0.94, teacher: 0.87, parent: 0.84 },
    dontKnow: { all: 0.02, parent: 0.05 },
  },
  QUA2: { satisfied: { deputy: 0.68, community: 0.66, parent: 0.64 }, dontKnow: { all: 0.03, parent: 0.06 } },
  QUA4: {
    satisfied: { parent: 0.87, student_primary: 0.93, student_secondary: 0.81 },
    dontKnow: { all: 0 },
  },
  VFU1: {
    satisfied: { deputy: 0.82, principal: 0.88, teacher: 0.78, parent: 0.81, student_vocational: 0.78 },
    dontKnow: { deputy: 0.18, parent: 0.1 },
  },
  VMO1: { satisfied: { parent: 0.85, student_vocational: 0.84 } },
  VMO2: { satisfied: { student_vocational: 0.71 } },
  VMO3: { satisfied: { parent: 0.84, student_vocational: 0.83 } },
  VBR1: {
    satisfied: { community: 0.81, student_vocational: 0.72 },
    dontKnow: { community: 0.21, student_vocational: 0.06 },
  },
  VBR2: { satisfied: { student_vocational: 0.74 } },
  VIN1: { satisfied: { teacher: 0.6, student_vocational: 0.56 }, dontKnow: { all: 0.11 } },
  VEM1: {
    satisfied: { deputy: 0.74, community: 0.73, parent: 0.73, student_vocational: 0.68 },
    dontKnow: { deputy: 0.2, community: 0.22, parent: 0.08, student_vocational: 0.06 },
  },
  VEM2: { satisfied: { deputy: 0.79, community: 0.8 }, dontKnow: { all: 0.15 } },
  VPI1: {
    satisfied: { deputy: 0.55, principal: 0.9, teacher: 0.58, student_vocational: 0.4 },
    dontKnow: { deputy: 0.18, student_vocational: 0.05 },
  },
  VPI2: { satisfied: { deputy: 0.5, principal: 0.55, teacher: 0.47 }, dontKnow: { deputy: 0.24 } },
  VTE1: { satisfied: { principal: 0.55, teacher: 0.5, student_vocational: 0.6 } },
  VTE2: {
    satisfied: { deputy: 0.46, principal: 0.4, teacher: 0.42 },
    dontKnow: { deputy: 0.28, teacher: 0.08 },
  },
  VGR1: { satisfied: { deputy: 0.55, principal: 0.6 }, dontKnow: { deputy: 0.24 } },
};

/** Weights of the options, in their order, of items without a scale. For several choices, each option's own probability. */
export const CHOICES: Readonly<Record<string, readonly number[]>> = {
  ROLE_D: [0.56, 0.44],
  LEVEL_D: [0.86, 0.12, 0.02],
  ROLE_C: [0.24, 0.38, 0.22, 0.12, 0.04],
  YEARS_T: [0.14, 0.2, 0.28, 0.38],
  SUBJECT_T: [0.23, 0.21, 0.15, 0.1, 0.08, 0.08, 0.08, 0.04, 0, 0.03],
  KEY_T: [0.17, 0.83],
  HUKOU_G: [0.49, 0.16, 0.31, 0.04],
  BOARD_V: [0.36, 0.64],
  RES4: [0.34, 0.22, 0.31, 0.27, 0.09, 0.46],
  LEA2: [0.63, 0.36, 0.52, 0.41, 0.31, 0.05],
  QUA3: [0.66, 0.13, 0.14, 0.07],
  QUA3W: [0.58, 0.47, 0.24, 0.21, 0.13, 0.17, 0.04],
  VEM3: [0.42, 0.55, 0.06, 0.14],
  VPI1W: [0.21, 0.38, 0.26, 0.15],
};

/** How likely a multiple choice is answered with its "none of these" alone. */
export const NONE_OF_THESE = 0.08;

/** How often an item that may be left out is left out, where it is not the usual 2 %. */
export const LEFT_OUT: Readonly<Record<string, number>> = {
  HUKOU_G: 0.09,
  HRS1: 0.07,
  QUA2: 0.03,
  QUA5: 0.03,
  RES4: 0.04,
  LEA2: 0.04,
  FAC5W: 0.55,
};

/** How often the open questions are answered with text. */
export const OPEN_ANSWERED: Readonly<Record<GroupCode, number>> = {
  deputy: 0.58,
  community: 0.44,
  principal: 0.62,
  teacher: 0.24,
  parent: 0.19,
  student_primary: 0.36,
  student_secondary: 0.25,
  student_vocational: 0.22,
};
