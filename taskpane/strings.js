// Every word the page says, in Korean and English; the browser's language decides.

const english = {
  signIn: "Sign in",
  signOut: "Sign out",
  valueHeading: "Posters and pictures, made inside your company",
  valueLine: "Say what you need in your own words. Get designs to download as PNG, PDF, Word and PowerPoint; nothing you type leaves this server.",
  tokenLabel: "Account token",
  tokenHint: "Your administrator makes one with: vignette token new --account your-team",
  composeHeading: "What do you need?",
  promptLabel: "Your request",
  promptHint: "Korean or English. Say what it is for, and the title, date, time and place if it has them. Ctrl+Enter creates.",
  create: "Create",
  examplesLabel: "Examples",
  examples: [
    "Poster for the annual town hall on November 26 at 3pm in the main auditorium",
    "An image for my slide about quarterly growth, 16:9",
    "An icon of a rocket",
  ],
  queued: "Waiting for a free worker…",
  running: "Drawing… {percent}%",
  loading: "Fetching the pictures…",
  cancel: "Cancel",
  cancelled: "Cancelled. Your request is still in the box.",
  candidatesHeading: "Pick one",
  candidate: "Design {number}",
  downloadsLabel: "Download the picked design",
  download: "Download {format}",
  insert: "Insert into {host}",
  notInserted: "Office did not take the picture. Click into the document where it should go and try again, or download it.",
  refineLabel: "Change it in words",
  refineHint: "Such as “brighter”, “make the title bigger”, “swap the date to Friday”, “different background”. The rest stays.",
  refine: "Change",
  undo: "Back",
  redo: "Forward",
  refineSaid: "Changed so far: {changes}",
  refineFirst: "As it was at first.",
  emptyRefine: "Say what should change.",
  changed: "Design {number}, changed",
  understoodHeading: "What was understood",
  understoodHint: "Is something wrong or missing? Correct it here and make the designs again.",
  again: "Make again",
  unknown: "not said",
  fields: {
    intent: "Kind", title: "Title", date: "Date", time: "Time", place: "Place", host: "Host",
    subject: "Picture of", style: "Style", size: "Size",
  },
  intents: {
    poster: "Poster", slide_illustration: "Slide illustration", report_figure: "Report figure", icon: "Icon",
    banner: "Banner", cover: "Cover", background: "Background", social_post: "Social post",
  },
  emptyPrompt: "Say what you need first.",
  signedOut: "You were signed out. Sign in again; your request is still in the box.",
  wrongToken: "This token is not valid. Check that all of it was copied, or ask your administrator for a new one.",
  unreachable: "The server cannot be reached. Check your connection and try again.",
  failed: "The designs could not be made.",
};

const korean = {
  signIn: "로그인",
  signOut: "로그아웃",
  valueHeading: "우리 회사 안에서 만드는 포스터와 그림",
  valueLine: "필요한 것을 편하게 말씀하세요. PNG, PDF, Word, PowerPoint로 내려받는 디자인이 만들어지고, 입력한 내용은 이 서버를 벗어나지 않습니다.",
  tokenLabel: "계정 토큰",
  tokenHint: "관리자가 다음 명령으로 만들어 드립니다: vignette token new --account 팀이름",
  composeHeading: "무엇이 필요하세요?",
  promptLabel: "요청",
  promptHint: "한국어나 영어로 쓰세요. 용도와 함께 제목, 날짜, 시간, 장소가 있으면 적어 주세요. Ctrl+Enter로 만듭니다.",
  create: "만들기",
  examplesLabel: "예시",
  examples: [
    "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀",
    "분기 성장을 보여주는 슬라이드 그림, 16:9",
    "로켓 아이콘",
  ],
  queued: "차례를 기다리고 있습니다…",
  running: "그리는 중… {percent}%",
  loading: "그림을 가져오는 중…",
  cancel: "취소",
  cancelled: "취소했습니다. 요청은 입력란에 남아 있습니다.",
  candidatesHeading: "하나를 고르세요",
  candidate: "디자인 {number}",
  downloadsLabel: "고른 디자인 내려받기",
  download: "{format} 내려받기",
  insert: "{host}에 넣기",
  notInserted: "Office가 그림을 받지 않았습니다. 넣을 곳을 문서에서 클릭한 뒤 다시 시도하거나 내려받으세요.",
  refineLabel: "말로 고치기",
  refineHint: "예: “더 밝게”, “제목을 크게”, “장소를 3층으로 바꿔줘”, “다른 배경으로”. 나머지는 그대로 둡니다.",
  refine: "고치기",
  undo: "되돌리기",
  redo: "다시 적용",
  refineSaid: "지금까지 고친 것: {changes}",
  refineFirst: "처음 그대로입니다.",
  emptyRefine: "무엇을 고칠지 적어 주세요.",
  changed: "디자인 {number}, 고친 것",
  understoodHeading: "이렇게 이해했습니다",
  understoodHint: "틀리거나 빠진 것이 있으면 고친 뒤 다시 만드세요.",
  again: "다시 만들기",
  unknown: "말씀하지 않음",
  fields: {
    intent: "종류", title: "제목", date: "날짜", time: "시간", place: "장소", host: "주최",
    subject: "그림 내용", style: "스타일", size: "크기",
  },
  intents: {
    poster: "포스터", slide_illustration: "슬라이드 그림", report_figure: "보고서 그림", icon: "아이콘",
    banner: "배너", cover: "표지", background: "배경", social_post: "소셜 게시물",
  },
  emptyPrompt: "먼저 무엇이 필요한지 적어 주세요.",
  signedOut: "로그아웃되었습니다. 다시 로그인하세요. 요청은 입력란에 남아 있습니다.",
  wrongToken: "올바르지 않은 토큰입니다. 끝까지 복사했는지 확인하거나 관리자에게 새 토큰을 요청하세요.",
  unreachable: "서버에 연결할 수 없습니다. 연결을 확인하고 다시 시도하세요.",
  failed: "디자인을 만들지 못했습니다.",
};

/** The language of the page: "ko" or "en". */
export const language = navigator.language.toLowerCase().startsWith("ko") ? "ko" : "en";

/** The words of the page. */
export const strings = language === "ko" ? korean : english;

/**
 * Puts values into the {places} of a sentence.
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/** Writes the page's words into its `data-text` and `data-label` places. */
export function applyStrings() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = word(element.getAttribute("data-text"));
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.getAttribute("data-label")));
  }
}

/** @param {string | null} name */
function word(name) {
  const found = strings[/** @type {keyof typeof strings} */ (name)];
  return typeof found === "string" ? found : "";
}
