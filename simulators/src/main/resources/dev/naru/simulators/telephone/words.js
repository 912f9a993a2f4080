// SPDX-License-Identifier: Apache-2.0
// What the page says, in English and Korean.

const WORDS = {
  title: ['A telephone in the browser', '브라우저 속 전화기'],
  subtitle: [
    'Simulated cards, a real terminal, a real seal. Everything stays on this computer.',
    '카드는 모의, 단말기 계산과 봉인은 실제입니다. 모든 것이 이 컴퓨터 안에서 끝납니다.'],
  purse: ['The purse', '지갑'],
  purseHint: ['Click a card, or drag it to the telephone.', '카드를 누르거나 전화기로 끌어다 대세요.'],
  telephone: ['The telephone', '전화기'],
  signsWith: ['The telephone signs with', '기기 서명'],
  browserKey: ['this browser’s own key', '이 브라우저의 키'],
  simulatedKey: ['a simulated device', '모의 기기'],
  noWebAuthn: ['This browser has no Web Authentication, so a simulated device signs.',
    '이 브라우저에는 Web Authentication이 없어 모의 기기가 서명합니다.'],
  air: ['Over the air', '무선 구간'],
  airHint: [
    'Each command of this page to the card, and what came back, without what says whose card it is. NFC is played over HTTP.',
    '이 페이지가 카드에 보낸 명령과 응답입니다. 카드 주인을 알 수 있는 값은 가립니다. NFC는 HTTP로 흉내 냅니다.'],
  assertion: ['The assertion', '증명 내용'],
  allClaims: ['All of it', '전체 보기'],
  sameHash: ['The hash is that of what was shown', '화면에 보인 내용의 해시와 같습니다'],
  otherHash: ['The hash is NOT that of what was shown', '화면에 보인 내용의 해시와 다릅니다'],
  paste: ['Paste a challenge', '챌린지 붙여넣기'],
  pasteHint: ['What POST /v1/trustone/challenges answered. The answer is shown to be copied; it is not sent.',
    'POST /v1/trustone/challenges의 응답을 넣으세요. 만든 답은 복사하도록 보여 줄 뿐, 보내지 않습니다.'],
  showIt: ['Show it on the telephone', '전화기에 띄우기'],
  notAChallenge: ['That is no challenge.', '챌린지가 아닙니다.'],
  unlock: ['Unlock after refusals', '잠금 해제'],
  unlocked: ['Unlocked.', '잠금을 풀었습니다.'],
  aDayLater: ['A day later', '하루 뒤로'],
  dayPassed: ['A day has passed at the hub.', '허브의 시간이 하루 지났습니다.'],
  enrolled: ['enrolled', '등록됨'],
  cardPAYMENT: ['Payment card', '결제 카드'],
  cardDEDICATED: ['Naru card', '나루 전용 카드'],
  cardCOPY: ['A copied card', '복제 카드'],
  cardSTRANGERS: ['Someone else’s', '남의 카드'],
  notePAYMENT: ['EMV, signs each time', 'EMV, 매번 새로 서명'],
  noteDEDICATED: ['signs the whole hash', '해시 전체에 서명'],
  noteCOPY: ['its records, not its key', '기록만 있고 키는 없음'],
  noteSTRANGERS: ['genuine, another owner', '진짜지만 주인이 다름'],
  hello: ['Hello,', '안녕하세요,'],
  noCard: ['No card is enrolled yet.', '아직 등록된 카드가 없습니다.'],
  noKey: ['This telephone has no key yet.', '이 전화기에는 아직 키가 없습니다.'],
  enrolCard: ['Enrol a card', '카드 등록'],
  enrolAnother: ['Enrol another card', '다른 카드 등록'],
  enrolDevice: ['Enrol this telephone', '이 전화기 등록'],
  payWith: ['Card', '카드'],
  pay: ['Pay', '결제'],
  PAYMENT: ['Payment', '결제'],
  WITHDRAWAL: ['Withdrawal', '출금'],
  LIMIT_CHANGE: ['Limit change', '한도 변경'],
  LOGIN: ['Log in', '로그인'],
  CARD_ENROLMENT: ['Card enrolment', '카드 등록'],
  DEVICE_ENROLMENT: ['Telephone enrolment', '전화기 등록'],
  PASTED: ['A pasted challenge', '붙여넣은 챌린지'],
  to: ['to', '받는 분'],
  account: ['account', '계좌'],
  holdCard: ['Hold your card to the telephone', '카드를 전화기에 대세요'],
  cancel: ['Cancel', '취소'],
  reading: ['Hold still…', '그대로 대고 계세요…'],
  signing: ['This telephone signs…', '전화기가 서명하는 중…'],
  asking: ['Asking the hub…', '허브에 묻는 중…'],
  judging: ['The hub judges…', '허브가 확인하는 중…'],
  VERIFIED: ['Verified', '확인됨'],
  REJECTED: ['Rejected', '거절됨'],
  verifiedHint: ['The genuine card, this very transaction, now.', '진짜 카드로, 바로 이 거래에, 지금 서명했습니다.'],
  rejectedHint: ['The hub tells nobody why.', '허브는 이유를 알려 주지 않습니다.'],
  payNow: ['Pay now', '지금 결제'],
  paid: ['Payment', '결제 상태'],
  done: ['Done', '완료'],
  back: ['Back', '뒤로'],
  tryAgain: ['Try again', '다시 시도'],
  noTap: ['The card did not answer to the end.', '카드가 끝까지 응답하지 않았습니다.'],
  noSignature: ['The browser did not sign.', '브라우저가 서명하지 않았습니다.'],
  refused: ['The hub refused.', '허브가 받지 않았습니다.'],
  tooNew: ['A new card or telephone proves little in its first day.', '새 카드와 전화기는 첫날에는 조금만 할 수 있습니다.'],
  hadEnough: ['A card has ten challenges an hour.', '카드 한 장은 한 시간에 열 번까지 됩니다.'],
  unreachable: ['Nobody answers.', '응답이 없습니다.'],
  answer: ['The answer', '답'],
  unsigned: ['No device has signed it.', '기기 서명은 없습니다.'],
  copy: ['Copy', '복사'],
};

const LANGUAGES = ['en', 'ko'];
const KEPT = 'naru-telephone-language';

let language = LANGUAGES.includes(localStorage.getItem(KEPT))
  ? localStorage.getItem(KEPT)
  : navigator.language.startsWith('ko') ? 'ko' : 'en';

/** A word in the language of the page. */
export function word(name) {
  return WORDS[name]?.[LANGUAGES.indexOf(language)] ?? name;
}

/** Puts the words into what stands in the page. */
export function translate() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-word]')) {
    element.textContent = word(element.dataset.word);
  }
  const button = document.getElementById('language');
  button.textContent = language === 'en' ? '한국어' : 'English';
  button.lang = language === 'en' ? 'ko' : 'en';
}

/** The other language from now on. */
export function switchLanguage() {
  language = language === 'en' ? 'ko' : 'en';
  localStorage.setItem(KEPT, language);
  translate();
}
