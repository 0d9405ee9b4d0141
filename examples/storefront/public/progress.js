// Shows how far a store is, as the server tells it.

const panel = document.querySelector('.progress');
const elapsed = panel.querySelector('.elapsed');
let startedAt = panel.dataset.elapsed && performance.now() - Number(panel.dataset.elapsed);

if (panel.dataset.ready !== 'yes') watch();

function watch() {
  const events = new EventSource(panel.dataset.events);
  const ticking = setInterval(() => startedAt && showElapsed(performance.now() - startedAt), 100);
  events.addEventListener('progress', (event) => {
    const progress = JSON.parse(event.data);
    show(progress);
    if (progress.isReady) {
      events.close();
      clearInterval(ticking);
      finish(progress);
    }
  });
  events.addEventListener('error', () => {
    panel.querySelector('.note').textContent = 'The connection is lost; trying again …';
  });
}

function show({ states, note }) {
  for (const step of panel.querySelectorAll('.steps li')) step.dataset.state = states[step.dataset.type];
  panel.querySelector('.note').textContent = note;
}

async function finish({ elapsedMillis }) {
  if (elapsedMillis !== undefined) showElapsed(elapsedMillis);
  panel.querySelector('h2').textContent = 'Ready';
  panel.dataset.ready = 'yes';
  document.querySelector('#products').innerHTML = await productsOnceThere();
}

/** The service may still be about to learn that the store is ready. */
async function productsOnceThere() {
  for (;;) {
    const answer = await fetch(panel.dataset.events.replace('/events', '/products')).catch(() => undefined);
    if (answer?.ok) return answer.text();
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function showElapsed(millis) {
  elapsed.textContent = `${(millis / 1000).toFixed(1)} s`;
}
