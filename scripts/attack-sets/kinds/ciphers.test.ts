import { describe, expect, it } from 'vitest';
import * as cipher from './ciphers.ts';
import { romaji } from './kana.ts';

describe('ciphers', () => {
  it('agree with published values', () => {
    expect(cipher.base32('foobar')).toBe('MZXW6YTBOI');
    expect(cipher.ascii85('Man ')).toBe('<~9jqo^~>');
    expect(decodeURIComponent(cipher.percent('茶 & tea'))).toBe('茶 & tea');
    expect(cipher.entities('aé', false)).toBe('&#97;&#233;');
    expect(cipher.codePoints('A茶')).toBe('U+0041 U+8336');
    expect(JSON.parse(`"${cipher.escapes('茶a')}"`)).toBe('茶a');
    expect(cipher.binary('A')).toBe('01000001');
    expect(cipher.octal('A')).toBe('101');
    expect(cipher.quotedPrintable('é a')).toBe('=C3=A9_=61');
    expect(cipher.rot47(cipher.rot47('Ask me, please!'))).toBe('Ask me, please!');
    expect(cipher.vigenere('attackatdawn', 'lemon')).toBe('lxfopvefrnhr');
    expect(cipher.railFence('abcdefgh')).toBe('aebdfhcg');
    expect(cipher.nato('Be on')).toBe('Bravo Echo / Oscar November');
    expect(cipher.polybius('hi')).toBe('23 24');
    expect(cipher.pigLatin('strong apple')).toBe('ongstray appleway');
    expect(cipher.letterNumbers('cab zoo')).toBe('3-1-2 26-15-15');
    expect(cipher.upsideDown('pod')).toBe('pod');
    expect(cipher.braille('cab')).toBe('⠉⠁⠃');
    expect(cipher.shiftedKeys('we')).toBe('er');
  });

  it('know kana', () => {
    expect(romaji('さくら。')).toBe('sakura. ');
    expect(cipher.babi('さくら')).toBe('さばくぶらば');
    expect(cipher.pager('あかん')).toBe('11 21 03');
    expect(cipher.wabun('あが')).toBe('朝日のあ、為替のか、濁点');
    expect(cipher.kanaBraille('あかが')).toBe('⠁⠡⠐⠡');
  });

  it('hide bits that can be read again', () => {
    const bits = '01101000';
    const upper = [...cipher.caseBits('abcdefgh', 'h')].map((c) => (c === c.toUpperCase() ? '1' : '0')).join('');
    expect(upper).toBe(bits);
    const gaps = cipher.spaceBits('a b c d e f g h i', 'h', 'en').match(/ +/g)!;
    expect(gaps.map(({ length }) => length - 1).join('')).toBe(bits);
  });
});
