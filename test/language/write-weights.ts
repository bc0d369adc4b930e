// Learns from the labelled sentences how strongly words and concepts speak for intents; held-out sentences are not looked at.
import { writeFileSync } from 'node:fs';
import { readSentences } from './labelled-sentences.ts';
import { learnFrom } from './lessons.ts';
import { WEIGHTS_FILE, weightsText } from './weights-text.ts';

writeFileSync(WEIGHTS_FILE, weightsText(learnFrom([...readSentences('learning'), ...readSentences('tuning')])));
