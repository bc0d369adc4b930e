import type { EpochMs } from '../../core/reply.ts';
import type { PlantNames } from '../slots/plant-names.ts';
import { readTimes } from '../times/read-times.ts';
import { type MissionWords, missionWordsOf, readDescribedMissions } from './described-missions.ts';
import { inItsLanguage } from './in-its-language.ts';
import { setApart } from './left-out.ts';
import { createLexicon, type WordList } from './lexicon.ts';
import type { Mark } from './mark.ts';
import { readMissingMissions } from './missing-missions.ts';
import { createNameIndex, type NameIndex, type Names } from './name-index.ts';
import { readMarks } from './read-marks.ts';
import { readThings } from './read-things.ts';
import type { Token } from './tokens.ts';

/** What a sentence is read against. */
export interface ReadingContext {
  readonly now: EpochMs;
  /** The reader's IANA zone. */
  readonly zone: string;
  readonly names: Names;
}

/** What was read in the words of one question: names, times and concepts. */
export interface Reading {
  readonly marks: readonly Mark[];
  /** The same before times were put together. */
  readonly words: readonly Mark[];
  /** What a shop floor calls its things; absent where there is none. */
  readonly plant?: PlantNames;
  /** There are several sites, so that a line has to say which is meant. */
  readonly severalSites?: true;
}

/** What is known of the names that sentences are read against. */
interface Known {
  readonly index: NameIndex;
  readonly missions: readonly MissionWords[];
}

/** Builds the function that reads words; word lists are by language, English under `en`. */
export function createReader(wordLists: Readonly<Record<string, WordList>>) {
  const lexicons = Object.entries(wordLists).map(([language, list]) => createLexicon(language, list));
  const english = lexicons.find(({ language }) => language === 'en');
  let known: Known | undefined;

  function knownOf(names: Names): Known {
    if (known?.index.names !== names)
      known = { index: createNameIndex(names), missions: missionWordsOf(names.missions, english) };
    return known;
  }

  return (tokens: readonly Token[], { now, zone, names }: ReadingContext): Reading => {
    const { index, missions } = knownOf(names);
    const { ordered, cut } = inItsLanguage(tokens, lexicons, index);
    const read = readThings(readMarks(cut, { lexicons: ordered, names: index }), ordered[0]?.language ?? 'en');
    const words = readMissingMissions(readDescribedMissions(read, missions), names.missions);
    const marks = setApart(readTimes(words, now, zone));
    return { words, marks, ...(names.stations && { plant: index }), ...(names.severalSites && { severalSites: true }) };
  };
}
