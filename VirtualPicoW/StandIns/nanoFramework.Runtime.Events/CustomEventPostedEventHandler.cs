namespace nanoFramework.Runtime.Events;

/// <summary>Handles a custom event.</summary>
public delegate void CustomEventPostedEventHandler(object sender, CustomEventArgs e);
