/**
 * The goals of Japan AISI's aisev (Apache-2.0, snapshot of April 2026) that the checklist cites, each summarised in a
 * few words of our own. A test restricts the items to this list; the list itself is compared with the goal trees by
 * hand when they change.
 */
export const AISI_GOALS: Readonly<Record<string, string>> = {
  'G1-1': 'output of harmful information is controlled',
  'G6-2': 'inputs that make the model behave otherwise',
  'G6-6': 'attacks that go around safeguards',
  'G6-15': 'theft of data kept while in operation, logs among them',
  'G9-2': 'quality of training data',
  'G9-67': 'origin of training data',
  'G9-68': 'configuration management of training data',
  'G9-71': 'rights in training data',
  'G9-73': 'how training data was gathered and annotated',
  'G9-79': 'rule for keeping operation logs',
  'G9-80': 'quality of operation logs',
  'G10-1': 'what was done can be verified afterwards',
  'G10-4': 'what the model did in operation can be verified',
  'G10-5': 'how the system is operated can be verified',
  'G10-8': 'design and training of an own model can be verified',
  'G10-11': 'documents on which data is kept and how',
  'G10-12': 'list of software parts (SBOM)',
  'G10-13': 'inputs and outputs are kept',
  'G10-14': 'inputs and outputs of abnormal behaviour are kept',
  'G10-15': 'logs of the software are kept',
  'G10-16': 'logs for the investigation of faults are kept',
  'G10-17': 'outside model: its design',
  'G10-18': 'outside model: its training program',
  'G10-19': 'outside model: list of its training data',
  'G10-20': 'outside model: training can be repeated',
  'G10-21': 'outside model: its maker can be asked to verify',
  'G10-22': 'own model: its design',
  'G10-23': 'own model: its training program',
  'G10-24': 'own model: list of its training data',
  'G10-25': 'own model: training can be repeated',
  'G10-26': 'own model: model card',
};
