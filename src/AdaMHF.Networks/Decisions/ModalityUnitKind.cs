namespace AdaMHF.Networks;

/// <summary>The two units of AdaMHF that a modality passes, in their order.</summary>
public enum ModalityUnitKind
{
    /// <summary>Before token selection and cross-modal attention.</summary>
    Segregation,

    /// <summary>After them.</summary>
    Integration,
}
