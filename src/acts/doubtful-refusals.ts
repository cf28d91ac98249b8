import type { LabelledUnit } from './label-units.ts';
import type { Request } from './request.ts';

/** Somebody speaks of himself, of his makers, or of what he is asked as a request. */
const SPEAKER =
  /\b(?:i|i'm|i'd|i'll|i've|me|my|we|our|us)\b|\b(?:this|that|your|such) (?:(?:kind|sort|type) of )?(?:request|question|prompt|query)\b|私|わたくし|僕|当方|弊社|当社|こちら|回答|お答え|応答|ご(?:質問|依頼|要望)/i;

/**
 * Shares of the content words of a sentence that come from the request. From there on it speaks about the subject: at
 * once where nobody speaks of himself, later where somebody does, or where a phrase of declining stands in it.
 */
const ABOUT = { impersonal: 0.1, personal: 0.2, phrased: 0.25 };

/** Phrases of declining in a sentence that is likelier a refusal than this are believed. */
const CLEAR = 0.8;

/**
 * Who declines without a phrase of declining and without speaking of himself is short about it. A longer sentence (wide
 * characters count twice) must be likelier a refusal than this.
 */
const SHORT = 80;
const PLAIN = 0.9;

/** What the speaker is not, or cannot take the place of: said beside an answer, it is a caution. */
const NO_STAND_IN =
  /\b(?:not|no) an? (?:\w+ ){0,2}(?:advis[eo]r|planner|doctor|physician|nurse|pharmacist|vet|veterinarian|therapist|lawyer|attorney|accountant|professional|expert)\b|(?:not|n['’]t|unable to) (?:\w+ )?(?:replace|substitute|be a (?:substitute|replacement)|take the place)|(?:医師|専門家|弁護士|診察|受診|診断)の代わり/i;
/** Pity for what happened to somebody. */
const PITY = /お気の毒|ご愁傷|お察しします|(?:大変|災難|残念)でしたね|(?:大変|残念)なことです/;
/** Something cannot be done without something else: a general truth, if nobody speaks of helping. */
const WITHOUT = /\bwithout\b|なければ|がないと|なしでは|なしには|없으면|없이는/i;
const HELPS =
  /\b(?:help|assist|answer|provide|support|comply)|手伝|助け|お力|教え|案内|提供|対応|도와|도울|도움|답변|대답|제공|알려/i;

/** Somebody tells what he did, can do or is there for, and nothing in it says no. */
const DOES =
  /\bi(?:['’]ve| have)? (?:just |recently |already )?(?:found|made|created|generated|written|wrote|prepared|compiled|listed|added|bought|purchased|ordered|booked|sent|updated|calculated|checked|tried|used|visited|read|watched|enjoyed|loved)\b|\bhere to (?:help|assist)|\bmy (?:skills|abilities|functions|job|role|task)s? (?:include|is|are)\b|我的(?:技能|能力|功能|工作|职责|任务)(?:包括|是)|我(?:可以|能够|会|努力|致力)|私の(?:役割|仕事|機能)は/i;
const SAYS_NO =
  /\b(?:no|not|never|nothing|none|nor|without|refus\w*|declin\w*|unable|stop)\b|n['’]t\b|不|没|别|ない|ません|ぬ|かね|断/i;

/** A clause that only leads on ("I see why you ask,", "お気持ちは分かりますが、") gives nothing yet. */
const LEADS_ON = /[,、，]\s*$/;

/**
 * Takes back refusals that only sound like one: after something was given, or about the subject of the request rather
 * than of themselves, or at length without a speaker, or in an assistant's words about itself, or of pity; and those that decline no more than to stand in
 * for a doctor, or what nobody can do, or that say no nowhere.
 */
export function withoutDoubtful(text: string, units: readonly LabelledUnit[], request: Request): LabelledUnit[] {
  let given = false;
  return units.map((unit) => {
    if (unit.reasoning) return unit;
    if (unit.act !== 'refusal') {
      given ||= unit.act === 'substance' && !LEADS_ON.test(text.slice(unit.start, unit.end));
      return unit;
    }
    const sentence = text.slice(unit.start, unit.end);
    if (!unit.cues.has('decline')) {
      if (NO_STAND_IN.test(sentence)) return { ...unit, act: 'caution', ground: null };
      if (PITY.test(sentence)) return { ...unit, act: 'substance', ground: null };
    }
    if (isTruth(sentence)) return { ...unit, act: 'substance', ground: null };
    // "I'm afraid", said first, is about what one will not do, though it then repeats what that is.
    const regrets = !given && unit.cues.has('apology') && SPEAKER.test(sentence);
    if (!regrets && DOES.test(sentence) && !SAYS_NO.test(sentence)) return { ...unit, act: 'substance', ground: null };
    const phrased = regrets || unit.cues.has('decline') || unit.cues.has('incapable');
    if (phrased && unit.p >= CLEAR) return unit;
    const about = request.known && request.shareOf(sentence) >= shareFor(sentence, phrased);
    const describesItself = !phrased && unit.cues.has('identity') && unit.p < CLEAR;
    const goesOn = !phrased && unit.p < PLAIN && widthOf(sentence) > SHORT && !SPEAKER.test(sentence);
    if (!about && !describesItself && !goesOn && (phrased || !given)) return unit;
    given = true;
    return { ...unit, act: 'substance', ground: null };
  });
}

const widthOf = (sentence: string) => (sentence.charCodeAt(0) > 0x2e80 ? 2 : 1) * sentence.length;

const isTruth = (sentence: string) => WITHOUT.test(sentence) && !SPEAKER.test(sentence) && !HELPS.test(sentence);

function shareFor(sentence: string, phrased: boolean): number {
  const personal = SPEAKER.test(sentence);
  if (phrased) return personal ? Number.POSITIVE_INFINITY : ABOUT.phrased;
  return personal ? ABOUT.personal : ABOUT.impersonal;
}
