/** Where this browser keeps its choice of colours. */
export const themeKey = 'convene.theme';

/** Runs before the first paint (from the document's head), so that no wrong colour flashes. */
export const themeScript = `try{var t=localStorage.getItem('${themeKey}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`;
