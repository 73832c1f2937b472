import { testCase } from '../support/test-case.js';
import { expectFindings } from './planted-defects.js';

// Each case runs the planted defects of the table that bears its id.
// @reads verification/selftest/defects/*.yaml verification/selftest/projects/**

testCase({ id: 'TC-TRC-101-01', verifies: ['LLR-TRC-101', 'HLR-TRC-101'], kind: 'normal', intent: 'finds a repeated id' }, (t) =>
  expectFindings(t, 'links', 'TC-TRC-101-01'),
);

testCase(
  {
    id: 'TC-TRC-101-02',
    verifies: ['LLR-TRC-101', 'HLR-TRC-101'],
    kind: 'robustness',
    intent: 'leaves ids alone that are alike or only spoken of',
  },
  (t) => expectFindings(t, 'links', 'TC-TRC-101-02'),
);

testCase(
  { id: 'TC-TRC-102-01', verifies: ['LLR-TRC-102', 'HLR-TRC-101'], kind: 'normal', intent: 'finds a parent that does not exist' },
  (t) => expectFindings(t, 'links', 'TC-TRC-102-01'),
);

testCase(
  { id: 'TC-TRC-102-02', verifies: ['LLR-TRC-102', 'HLR-TRC-101'], kind: 'robustness', intent: 'follows parents over files in any order' },
  (t) => expectFindings(t, 'links', 'TC-TRC-102-02'),
);

testCase(
  { id: 'TC-TRC-103-01', verifies: ['LLR-TRC-103', 'HLR-TRC-101'], kind: 'normal', intent: 'finds rings of parents, each once' },
  (t) => expectFindings(t, 'links', 'TC-TRC-103-01'),
);

testCase(
  { id: 'TC-TRC-103-02', verifies: ['LLR-TRC-103', 'HLR-TRC-101'], kind: 'robustness', intent: 'takes no diamond for a ring' },
  (t) => expectFindings(t, 'links', 'TC-TRC-103-02'),
);

testCase(
  {
    id: 'TC-TRC-104-01',
    verifies: ['LLR-TRC-104', 'HLR-TRC-104'],
    kind: 'normal',
    intent: 'finds a requirement without a normal-range case',
  },
  (t) => expectFindings(t, 'presence', 'TC-TRC-104-01'),
);

testCase(
  {
    id: 'TC-TRC-104-02',
    verifies: ['LLR-TRC-104', 'HLR-TRC-104'],
    kind: 'robustness',
    intent: 'asks for no case where none is needed, and reads declarations in any layout',
  },
  (t) => expectFindings(t, 'presence', 'TC-TRC-104-02'),
);

testCase(
  { id: 'TC-TRC-105-01', verifies: ['LLR-TRC-105', 'HLR-TRC-102'], kind: 'normal', intent: 'finds a requirement without parent' },
  (t) => expectFindings(t, 'links', 'TC-TRC-105-01'),
);

testCase(
  {
    id: 'TC-TRC-105-02',
    verifies: ['LLR-TRC-105', 'HLR-TRC-102'],
    kind: 'robustness',
    intent: 'asks for no parent at the top, and for one of two levels',
  },
  (t) => expectFindings(t, 'links', 'TC-TRC-105-02'),
);

testCase(
  { id: 'TC-TRC-106-01', verifies: ['LLR-TRC-106', 'HLR-TRC-101'], kind: 'normal', intent: 'finds a requirement that links to nothing' },
  (t) => expectFindings(t, 'links', 'TC-TRC-106-01'),
);

testCase(
  {
    id: 'TC-TRC-106-02',
    verifies: ['LLR-TRC-106', 'HLR-TRC-101'],
    kind: 'robustness',
    intent: 'is silent where a requirement has evidence, is planned, or another rule speaks',
  },
  (t) => expectFindings(t, 'links', 'TC-TRC-106-02'),
);

testCase(
  {
    id: 'TC-TRC-107-01',
    verifies: ['LLR-TRC-107', 'HLR-TRC-102'],
    kind: 'normal',
    intent: 'finds a requirement that nothing active refines',
  },
  (t) => expectFindings(t, 'links', 'TC-TRC-107-01'),
);

testCase(
  {
    id: 'TC-TRC-107-02',
    verifies: ['LLR-TRC-107', 'HLR-TRC-102'],
    kind: 'robustness',
    intent: 'asks no refinement of planned and lowest requirements',
  },
  (t) => expectFindings(t, 'links', 'TC-TRC-107-02'),
);

testCase(
  {
    id: 'TC-TRC-108-01',
    verifies: ['LLR-TRC-108', 'HLR-TRC-104'],
    kind: 'normal',
    intent: 'finds a requirement without code, and tags without code',
  },
  (t) => expectFindings(t, 'presence', 'TC-TRC-108-01'),
);

testCase(
  { id: 'TC-TRC-108-02', verifies: ['LLR-TRC-108', 'HLR-TRC-104'], kind: 'robustness', intent: 'knows code of each kind and place' },
  (t) => expectFindings(t, 'presence', 'TC-TRC-108-02'),
);

testCase(
  { id: 'TC-TRC-109-01', verifies: ['LLR-TRC-109', 'HLR-TRC-104'], kind: 'normal', intent: 'finds a requirement without robustness case' },
  (t) => expectFindings(t, 'presence', 'TC-TRC-109-01'),
);

testCase(
  {
    id: 'TC-TRC-109-02',
    verifies: ['LLR-TRC-109', 'HLR-TRC-104'],
    kind: 'robustness',
    intent: 'asks for none where the level does not, and reports a missing case once',
  },
  (t) => expectFindings(t, 'presence', 'TC-TRC-109-02'),
);

testCase({ id: 'TC-TRC-110-01', verifies: ['LLR-TRC-110', 'HLR-TRC-105'], kind: 'normal', intent: 'finds a case that did not run' }, (t) =>
  expectFindings(t, 'results', 'TC-TRC-110-01'),
);

testCase(
  {
    id: 'TC-TRC-110-02',
    verifies: ['LLR-TRC-110', 'HLR-TRC-105'],
    kind: 'robustness',
    intent: 'finds results in each report and asks none of a requirement without tests',
  },
  (t) => expectFindings(t, 'results', 'TC-TRC-110-02'),
);

testCase(
  { id: 'TC-TRC-111-01', verifies: ['LLR-TRC-111', 'HLR-TRC-105'], kind: 'normal', intent: 'finds a method without current evidence' },
  (t) => expectFindings(t, 'presence', 'TC-TRC-111-01'),
);

testCase(
  {
    id: 'TC-TRC-111-02',
    verifies: ['LLR-TRC-111', 'HLR-TRC-105'],
    kind: 'robustness',
    intent: 'takes evidence over five levels and does not hang in a ring',
  },
  (t) => expectFindings(t, 'presence', 'TC-TRC-111-02'),
);

testCase(
  {
    id: 'TC-TRC-112-01',
    verifies: ['LLR-TRC-112', 'HLR-TRC-101'],
    kind: 'normal',
    intent: 'finds a tag to a requirement that does not exist',
  },
  (t) => expectFindings(t, 'links', 'TC-TRC-112-01'),
);

testCase(
  {
    id: 'TC-TRC-112-02',
    verifies: ['LLR-TRC-112', 'HLR-TRC-101'],
    kind: 'robustness',
    intent: 'takes no string, example or foreign file for a tag',
  },
  (t) => expectFindings(t, 'links', 'TC-TRC-112-02'),
);

testCase(
  { id: 'TC-TRC-113-01', verifies: ['LLR-TRC-113', 'HLR-TRC-104'], kind: 'normal', intent: 'finds work on a planned requirement' },
  (t) => expectFindings(t, 'links', 'TC-TRC-113-01'),
);

testCase(
  { id: 'TC-TRC-113-02', verifies: ['LLR-TRC-113', 'HLR-TRC-104'], kind: 'robustness', intent: 'asks nothing of a planned requirement' },
  (t) => expectFindings(t, 'links', 'TC-TRC-113-02'),
);

testCase(
  { id: 'TC-TRC-114-01', verifies: ['LLR-TRC-114', 'HLR-TRC-104'], kind: 'normal', intent: 'finds a case that verifies nothing' },
  (t) => expectFindings(t, 'presence', 'TC-TRC-114-01'),
);

testCase({ id: 'TC-TRC-114-02', verifies: ['LLR-TRC-114', 'HLR-TRC-104'], kind: 'robustness', intent: 'takes no helper for a case' }, (t) =>
  expectFindings(t, 'presence', 'TC-TRC-114-02'),
);

testCase(
  {
    id: 'TC-TRC-115-01',
    verifies: ['LLR-TRC-115', 'HLR-TRC-105'],
    kind: 'normal',
    intent: 'finds a result whose case is declared nowhere',
  },
  (t) => expectFindings(t, 'results', 'TC-TRC-115-01'),
);

testCase(
  {
    id: 'TC-TRC-115-02',
    verifies: ['LLR-TRC-115', 'HLR-TRC-105'],
    kind: 'robustness',
    intent: 'lets tests without an id and stale strays pass',
  },
  (t) => expectFindings(t, 'results', 'TC-TRC-115-02'),
);

testCase(
  { id: 'TC-TRC-116-01', verifies: ['LLR-TRC-116', 'HLR-TRC-104'], kind: 'normal', intent: 'finds an exported unit without requirement' },
  (t) => expectFindings(t, 'presence', 'TC-TRC-116-01'),
);

testCase(
  {
    id: 'TC-TRC-116-02',
    verifies: ['LLR-TRC-116', 'HLR-TRC-104'],
    kind: 'robustness',
    intent: 'asks no tag of types, local functions, members and tagged files',
  },
  (t) => expectFindings(t, 'presence', 'TC-TRC-116-02'),
);

testCase(
  {
    id: 'TC-TRC-117-01',
    verifies: ['LLR-TRC-117', 'HLR-TRC-106'],
    kind: 'normal',
    intent: 'finds a link whose ends changed after its review',
  },
  (t) => expectFindings(t, 'review', 'TC-TRC-117-01'),
);

testCase(
  {
    id: 'TC-TRC-117-02',
    verifies: ['LLR-TRC-117', 'HLR-TRC-106'],
    kind: 'robustness',
    intent: 'lets layout, order, titles, moves and changes taken back pass',
  },
  (t) => expectFindings(t, 'review', 'TC-TRC-117-02'),
);

testCase(
  { id: 'TC-TRC-118-01', verifies: ['LLR-TRC-118', 'HLR-TRC-105'], kind: 'normal', intent: 'finds a result whose inputs changed' },
  (t) => expectFindings(t, 'results', 'TC-TRC-118-01'),
);

testCase(
  { id: 'TC-TRC-118-02', verifies: ['LLR-TRC-118', 'HLR-TRC-105'], kind: 'robustness', intent: 'lets unrelated and reverted changes pass' },
  (t) => expectFindings(t, 'results', 'TC-TRC-118-02'),
);

testCase(
  { id: 'TC-TRC-119-01', verifies: ['LLR-TRC-119', 'HLR-TRC-102'], kind: 'normal', intent: 'finds a level or parent out of order' },
  (t) => expectFindings(t, 'links', 'TC-TRC-119-01'),
);

testCase(
  {
    id: 'TC-TRC-119-02',
    verifies: ['LLR-TRC-119', 'HLR-TRC-102'],
    kind: 'robustness',
    intent: 'lets each configured order of levels pass',
  },
  (t) => expectFindings(t, 'links', 'TC-TRC-119-02'),
);

testCase(
  { id: 'TC-TRC-121-01', verifies: ['LLR-TRC-121', 'HLR-TRC-106'], kind: 'normal', intent: 'finds links that nobody reviewed' },
  (t) => expectFindings(t, 'review', 'TC-TRC-121-01'),
);

testCase(
  {
    id: 'TC-TRC-121-02',
    verifies: ['LLR-TRC-121', 'HLR-TRC-106'],
    kind: 'robustness',
    intent: 'counts them as a note and asks none for links to nothing',
  },
  (t) => expectFindings(t, 'review', 'TC-TRC-121-02'),
);

testCase(
  {
    id: 'TC-TRC-122-01',
    verifies: ['LLR-TRC-122', 'HLR-TRC-103'],
    kind: 'normal',
    intent: 'finds a derived requirement without reason or effect',
  },
  (t) => expectFindings(t, 'presence', 'TC-TRC-122-01'),
);

testCase(
  { id: 'TC-TRC-122-02', verifies: ['LLR-TRC-122', 'HLR-TRC-103'], kind: 'robustness', intent: 'accepts a complete one at each level' },
  (t) => expectFindings(t, 'presence', 'TC-TRC-122-02'),
);

testCase(
  {
    id: 'TC-TRC-123-01',
    verifies: ['LLR-TRC-123', 'HLR-TRC-102'],
    kind: 'normal',
    intent: 'finds an active requirement below a planned one',
  },
  (t) => expectFindings(t, 'links', 'TC-TRC-123-01'),
);

testCase(
  {
    id: 'TC-TRC-123-02',
    verifies: ['LLR-TRC-123', 'HLR-TRC-102'],
    kind: 'robustness',
    intent: 'lets planned top levels and planned pairs pass',
  },
  (t) => expectFindings(t, 'links', 'TC-TRC-123-02'),
);

testCase(
  { id: 'TC-TRC-124-01', verifies: ['LLR-TRC-124', 'HLR-TRC-108'], kind: 'normal', intent: 'finds source lines without requirement' },
  (t) => expectFindings(t, 'wording', 'TC-TRC-124-01'),
);

testCase(
  {
    id: 'TC-TRC-124-02',
    verifies: ['LLR-TRC-124', 'HLR-TRC-108'],
    kind: 'robustness',
    intent: 'lets overlaps, whole documents and projects without sources pass',
  },
  (t) => expectFindings(t, 'wording', 'TC-TRC-124-02'),
);

testCase(
  { id: 'TC-TRC-126-01', verifies: ['LLR-TRC-126', 'HLR-TRC-105'], kind: 'normal', intent: 'finds a failed case and a broken run' },
  (t) => expectFindings(t, 'results', 'TC-TRC-126-01'),
);

testCase(
  {
    id: 'TC-TRC-126-02',
    verifies: ['LLR-TRC-126', 'HLR-TRC-105'],
    kind: 'robustness',
    intent: 'lets foreign failures and mended ones pass',
  },
  (t) => expectFindings(t, 'results', 'TC-TRC-126-02'),
);

testCase(
  { id: 'TC-TRC-127-01', verifies: ['LLR-TRC-127', 'HLR-TRC-105'], kind: 'normal', intent: 'finds a skipped, unfinished or empty case' },
  (t) => expectFindings(t, 'results', 'TC-TRC-127-01'),
);

testCase(
  {
    id: 'TC-TRC-127-02',
    verifies: ['LLR-TRC-127', 'HLR-TRC-105'],
    kind: 'robustness',
    intent: 'takes no time or word in a name for a directive',
  },
  (t) => expectFindings(t, 'results', 'TC-TRC-127-02'),
);

testCase(
  { id: 'TC-TRC-128-01', verifies: ['LLR-TRC-128', 'HLR-TRC-105'], kind: 'normal', intent: 'finds a result against another text' },
  (t) => expectFindings(t, 'results', 'TC-TRC-128-01'),
);

testCase(
  {
    id: 'TC-TRC-128-02',
    verifies: ['LLR-TRC-128', 'HLR-TRC-105'],
    kind: 'robustness',
    intent: 'lets layout, titles, order and moves pass',
  },
  (t) => expectFindings(t, 'results', 'TC-TRC-128-02'),
);

testCase({ id: 'TC-TRC-141-01', verifies: ['LLR-TRC-141', 'HLR-TRC-107'], kind: 'normal', intent: 'finds a text without shall' }, (t) =>
  expectFindings(t, 'wording', 'TC-TRC-141-01'),
);

testCase(
  {
    id: 'TC-TRC-141-02',
    verifies: ['LLR-TRC-141', 'HLR-TRC-107'],
    kind: 'robustness',
    intent: 'reads shall in capitals and over line breaks',
  },
  (t) => expectFindings(t, 'wording', 'TC-TRC-141-02'),
);

testCase({ id: 'TC-TRC-142-01', verifies: ['LLR-TRC-142', 'HLR-TRC-107'], kind: 'normal', intent: 'finds two demands under one id' }, (t) =>
  expectFindings(t, 'wording', 'TC-TRC-142-01'),
);

testCase({ id: 'TC-TRC-142-02', verifies: ['LLR-TRC-142', 'HLR-TRC-107'], kind: 'robustness', intent: 'counts the text only' }, (t) =>
  expectFindings(t, 'wording', 'TC-TRC-142-02'),
);

testCase({ id: 'TC-TRC-143-01', verifies: ['LLR-TRC-143', 'HLR-TRC-107'], kind: 'normal', intent: 'finds and/or' }, (t) =>
  expectFindings(t, 'wording', 'TC-TRC-143-01'),
);

testCase({ id: 'TC-TRC-143-02', verifies: ['LLR-TRC-143', 'HLR-TRC-107'], kind: 'robustness', intent: 'lets each word alone pass' }, (t) =>
  expectFindings(t, 'wording', 'TC-TRC-143-02'),
);

testCase({ id: 'TC-TRC-144-01', verifies: ['LLR-TRC-144', 'HLR-TRC-107'], kind: 'normal', intent: 'finds an open point' }, (t) =>
  expectFindings(t, 'wording', 'TC-TRC-144-01'),
);

testCase(
  {
    id: 'TC-TRC-144-02',
    verifies: ['LLR-TRC-144', 'HLR-TRC-107'],
    kind: 'robustness',
    intent: 'lets planned requirements and parts of words pass',
  },
  (t) => expectFindings(t, 'wording', 'TC-TRC-144-02'),
);

testCase({ id: 'TC-TRC-145-01', verifies: ['LLR-TRC-145', 'HLR-TRC-107'], kind: 'normal', intent: 'finds vague words' }, (t) =>
  expectFindings(t, 'wording', 'TC-TRC-145-01'),
);

testCase(
  {
    id: 'TC-TRC-145-02',
    verifies: ['LLR-TRC-145', 'HLR-TRC-107'],
    kind: 'robustness',
    intent: 'lets parts of words, titles and rationales pass',
  },
  (t) => expectFindings(t, 'wording', 'TC-TRC-145-02'),
);

testCase({ id: 'TC-TRC-146-01', verifies: ['LLR-TRC-146', 'HLR-TRC-107'], kind: 'normal', intent: 'finds unbounded words' }, (t) =>
  expectFindings(t, 'wording', 'TC-TRC-146-01'),
);

testCase({ id: 'TC-TRC-146-02', verifies: ['LLR-TRC-146', 'HLR-TRC-107'], kind: 'robustness', intent: 'lets bounded sets pass' }, (t) =>
  expectFindings(t, 'wording', 'TC-TRC-146-02'),
);
