// SPDX-License-Identifier: Apache-2.0
// A card can be dragged to the telephone; a click does the same, so nobody needs to drag.

const FAR_ENOUGH = 6;

/** Calls `tapped` when the card is clicked, or let go over the telephone. */
export function makeTappable(card, telephone, tapped) {
  let from = null;
  let dragged = false;

  card.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse' && event.button === 0 && !card.disabled) {
      from = { x: event.clientX, y: event.clientY };
      dragged = false;
      card.setPointerCapture(event.pointerId);
    }
  });
  card.addEventListener('pointermove', (event) => {
    if (from === null) {
      return;
    }
    const x = event.clientX - from.x;
    const y = event.clientY - from.y;
    dragged ||= Math.hypot(x, y) > FAR_ENOUGH;
    if (dragged) {
      card.classList.add('dragged');
      card.style.transform = `translate(${x}px, ${y}px) rotate(-3deg)`;
      telephone.classList.toggle('near', isOver(event, telephone));
    }
  });
  const end = (event) => {
    if (from === null) {
      return;
    }
    from = null;
    card.classList.remove('dragged');
    card.style.transform = '';
    telephone.classList.remove('near');
    if (dragged && event.type === 'pointerup' && isOver(event, telephone)) {
      tapped();
    }
  };
  card.addEventListener('pointerup', end);
  card.addEventListener('pointercancel', end);
  card.addEventListener('click', () => {
    // The click that ends a drag is none.
    if (!dragged) {
      tapped();
    }
    dragged = false;
  });
}

function isOver({ clientX, clientY }, element) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}
