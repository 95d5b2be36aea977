using System;

namespace VirtualPicoW.Hardware;

/// <summary>What a certificate says.</summary>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="EffectiveDate">From when on it holds, in UTC.</param>
/// <param name="ExpirationDate">Until when it holds, in UTC.</param>
public sealed record CertificateFacts(string Issuer, string Subject, DateTime EffectiveDate, DateTime ExpirationDate);
